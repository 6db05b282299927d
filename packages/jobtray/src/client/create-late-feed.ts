import type { Scope } from '../protocol/index.ts';
import type { Frames } from './create-frames.ts';
import { type Feed, noGroups, noSummary } from './feed.ts';
import type { Readable } from './readable.ts';

/** A feed that can be read and listened to before there is what fills it. */
export function createLateFeed(scope: Scope, frames: Readable<Frames | null>): Feed {
	const now = () => frames.get()?.feed(scope);

	/** Listens now, or once there is something to listen to. */
	function follow(listen: (feed: Feed) => () => void): () => void {
		const feed = now();
		if (feed !== undefined) return listen(feed);
		let undo = frames.subscribe(() => {
			undo();
			undo = follow(listen);
		});
		return () => undo();
	}

	function late<T>(pick: (feed: Feed) => Readable<T>, empty: T): Readable<T> {
		return {
			get() {
				const feed = now();
				return feed === undefined ? empty : pick(feed).get();
			},
			subscribe: (listener) => follow((feed) => pick(feed).subscribe(listener)),
		};
	}

	return {
		ready: late((feed) => feed.ready, false),
		groups: late((feed) => feed.groups, noGroups),
		summary: late((feed) => feed.summary, noSummary),
		job: (key) => now()?.job(key) ?? late((feed) => feed.job(key), undefined),
		queue: (name) => now()?.queue(name) ?? late((feed) => feed.queue(name), undefined),
		peek: (key) => now()?.peek(key),
		onEnds: (listener) => follow((feed) => feed.onEnds(listener)),
	};
}
