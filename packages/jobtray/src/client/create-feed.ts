import type { Changes, CommandDone, FeedHead, Job, QueueFigures, Scope, Snapshot, Watch } from '../protocol/index.ts';
import { type Applied, applyAnswer, applyChanges, applySnapshot } from './apply-rows.ts';
import { createCell } from './cell.ts';
import { compareCursors } from './compare-cursors.ts';
import { createRows } from './create-rows.ts';
import { type Feed, noSummary, type RunEnd } from './feed.ts';
import { createKeyed } from './keyed.ts';
import { createListeners } from './listeners.ts';
import { reduceSync, type SyncEvent, unsynced, type Whole } from './reduce-sync.ts';
import { createToldEnds } from './run-end.ts';
import { toSummary } from './to-summary.ts';

/** A feed with the hands that keep it in step. Where a `Watch` comes back, it is to be sent. */
export interface FeedControl {
	feed: Feed;
	/** Begins a watch on a fresh link, from where the feed stands. What was half told on the link before is void. */
	watch(): Watch;
	receive(message: Snapshot | Changes): Watch | null;
	/** The server says up to where it has sent this feed. */
	hearCursor(cursor: string): Watch | null;
	/** A command was answered: shows the row in it, if it is of the board that this feed is of. */
	hearAnswer(done: CommandDone): void;
	/** Forgets everything: it was another person's, or may no longer be seen. */
	reset(): void;
}

/** Makes an empty feed. */
export function createFeed(scope: Scope): FeedControl {
	const rows = createRows();
	const jobs = createKeyed((key) => rows.get(key)?.job);
	const queues = new Map<string, QueueFigures>();
	const figures = createKeyed((name) => queues.get(name));
	const ready = createCell(false);
	const summary = createCell(noSummary);
	const groupListeners = createListeners();
	const endListeners = createListeners<readonly RunEnd[]>();
	let sync = unsynced;
	let sift = createToldEnds();

	function step(event: SyncEvent): Watch | null {
		const { cursor } = sync;
		const [next, effect] = reduceSync(sync, event);
		sync = next;
		if (effect === 'ask') return toWatch();
		if (effect === 'apply' && event.type === 'changes') {
			update(() => ({ ...applyChanges(rows, { changes: event, cursor }), head: event, ready: ready.get() }));
		}
		if (typeof effect === 'object') replaceBy(effect.replaceBy, cursor);
		return null;
	}

	function toWatch(): Watch {
		return sync.cursor === null ? { type: 'watch', scope } : { type: 'watch', scope, cursor: sync.cursor };
	}

	function replaceBy(whole: Whole, cursor: string | null): void {
		update(() => {
			const before = watchedJobs();
			const related = compareCursors(whole.cursor, cursor) !== 'unrelated';
			const ends = applySnapshot(rows, { whole, related });
			const head = related ? whole : { ...whole, batch: whole.batch ?? null, queues: whole.queues ?? [] };
			return { changed: changedSince(before), ends, head, ready: true, allQueues: true };
		});
	}

	function watchedJobs(): [string, Job | undefined][] {
		return [...jobs.watched()].map((key) => [key, rows.get(key)?.job]);
	}

	function changedSince(before: [string, Job | undefined][]): string[] {
		return before.flatMap(([key, job]) => (rows.get(key)?.job === job ? [] : [key]));
	}

	/** Changes everything first and tells afterwards, so that no listener sees half of it. */
	function update(change: () => Update): void {
		const version = rows.version();
		const { changed, ends, head, ready: isReady, allQueues } = change();
		const queueNames = head.queues === undefined ? [] : setQueues(head.queues, allQueues === true);
		const before = summary.get();
		const batch = head.batch === undefined ? before.batch : head.batch;
		const tellSummary = summary.stage(toSummary(rows, { batch, before }));
		const tellReady = ready.stage(isReady);
		const news = sift(ends);
		for (const key of changed) jobs.tell(key);
		if (rows.version() !== version) groupListeners.tell();
		tellSummary();
		for (const name of queueNames) figures.tell(name);
		tellReady();
		if (news.length > 0) endListeners.tell(news);
	}

	function setQueues(next: readonly QueueFigures[], all: boolean): string[] {
		const names = new Set(next.map(({ queue }) => queue));
		if (all) for (const name of queues.keys()) if (!names.has(name) && queues.delete(name)) names.add(name);
		for (const one of next) queues.set(one.queue, one);
		return [...names];
	}

	return {
		feed: {
			ready,
			summary,
			job: jobs.readable,
			peek: (key) => rows.get(key)?.job,
			queue: figures.readable,
			groups: { get: () => rows.groups(), subscribe: (listener) => groupListeners.add(listener) },
			onEnds: (listener) => endListeners.add(listener),
		},
		watch() {
			step({ type: 'watched' });
			return toWatch();
		},
		receive: step,
		hearCursor: (cursor) => step({ type: 'pinged', cursor }),
		hearAnswer({ job, cursor = '' }) {
			if (job === undefined || compareCursors(cursor, sync.cursor) === 'unrelated') return;
			update(() => ({ ...applyAnswer(rows, job), head: {}, ready: ready.get() }));
		},
		reset() {
			sync = unsynced;
			sift = createToldEnds();
			update(() => {
				const before = watchedJobs();
				rows.replaceAll([], () => false);
				const head = { batch: null, queues: [] };
				return { changed: changedSince(before), ends: [], head, ready: false, allQueues: true };
			});
		},
	};
}

interface Update extends Applied {
	head: FeedHead;
	ready: boolean;
	/** The head's queues are all there are. */
	allQueues?: true;
}
