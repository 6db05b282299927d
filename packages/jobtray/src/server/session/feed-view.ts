import { toBatch } from '../../estimate/index.ts';
import { type Clock, limits, type Scope } from '../../protocol/index.ts';
import type { Entry, Feed } from '../board/feed.ts';
import type { ReadableBoard } from '../board/readable-board.ts';
import type { Viewer } from '../viewer.ts';
import { encodeChanges, encodeRow, encodeSnapshot, type HeadText } from './encode.ts';
import type { OfferWriter } from './offer.ts';

/** A feed as those see it who may see and do the same. Writes frames; keeps nothing about who is sent them. */
export interface FeedView {
	readonly feed: Feed;
	/** The board's revision now. */
	rev(): number;
	/** A row as these viewers get it. */
	encode(entry: Entry): string;
	/** One part of a snapshot taken at `rev`; the last part carries the head. */
	snapshotPart(part: { entries: readonly Entry[]; part: number; last: boolean; rev: number }): string;
	/** The first frame of what changed after a revision, and the revision up to which it leads. */
	changesAfter(rev: number): { text: string; rev: number; isAll: boolean };
	/** Frames with what became of these keys, from one revision to now, in order. */
	changesOf(keys: Iterable<string>, span: { from: number; head: HeadText }): string[];
	/** All that a frame can carry beside its rows. */
	head(): Required<HeadText>;
	/** The batch as JSON. */
	batchText(): string;
	/** The queues in which this feed has waiting jobs, and the version of their figures. */
	queueVersions(): [queue: string, version: number][];
	/** The figures of queues as JSON. */
	queueTexts(queues: Iterable<string>): string[];
}

/** Options of {@link createFeedView}. */
export interface FeedViewOptions {
	board: ReadableBoard;
	clock: Clock;
	scope: Scope;
	/** Stands for all who share the view. */
	viewer: Viewer;
	/** What viewers may do. */
	writeOffer: OfferWriter;
}

/** A row, or what is left of one, at the revision at which that happened. */
interface Item {
	rev: number;
	key: string;
	entry?: Entry;
}

/** Creates the view of a scope. */
export function createFeedView({ board, clock, scope, viewer, writeOffer }: FeedViewOptions): FeedView {
	const feed = scope === 'all' ? board.all : board.feedOf(viewer.id);

	const encode = (entry: Entry) => encodeRow(entry, writeOffer(entry.row, viewer));

	const stamp = () => ({ scope, epoch: board.cursor().epoch, now: clock.now() });
	const rev = () => board.cursor().rev;

	function encodeItems(items: readonly Item[], span: { from: number; rev: number; head: HeadText }): string {
		const rows: string[] = [];
		const removed: [string, number][] = [];
		for (const { key, rev, entry } of items) {
			if (entry === undefined) removed.push([key, rev]);
			else rows.push(encode(entry));
		}
		return encodeChanges(stamp(), { from: span.from, rev: span.rev, rows, removed, ...span.head });
	}

	function toItem(key: string): Item {
		const entry = feed.rows.get(key);
		if (entry !== undefined) return { key, rev: entry.rev, entry };
		return { key, rev: feed.removedAt(key) ?? rev() };
	}

	/** A row that left while the snapshot was under way may be another's by now; that it left is told afterwards. */
	function isStillIn(entry: Entry): boolean {
		return feed.rows.get(entry.key) === entry;
	}

	function batchText(): string {
		let parallel = 0;
		for (const queue of feed.open.keys()) parallel += board.line(queue).parallel();
		const runningEndsAt: (number | null)[] = [];
		for (const { row } of feed.running.values()) runningEndsAt.push(row.job.etaAt ?? null);
		return JSON.stringify(toBatch(feed.batch(), { now: clock.now(), parallel: Math.max(1, parallel), runningEndsAt }));
	}

	const queueTexts = (queues: Iterable<string>) => [...queues].map((queue) => board.line(queue).text());
	const head = () => ({ batch: batchText(), queues: queueTexts(feed.waiting.keys()) });

	return {
		feed,
		rev,
		encode,
		snapshotPart: ({ entries, part, last, rev }) =>
			encodeSnapshot(stamp(), {
				part,
				last,
				rows: entries.filter(isStillIn).map(encode),
				rev,
				...(last ? head() : {}),
			}),
		changesAfter(from) {
			const items: Item[] = feed.removedAfter(from).map(([key, rev]) => ({ key, rev }));
			for (const entry of feed.rows.values())
				if (entry.rev > from) items.push({ key: entry.key, rev: entry.rev, entry });
			const isAll = items.length <= limits.snapshotPartJobs;
			if (isAll) return { text: encodeItems(items, { from, rev: rev(), head: head() }), rev: rev(), isAll };
			const part = items.sort(byRev).slice(0, limits.snapshotPartJobs);
			const upTo = part.at(-1)?.rev ?? from;
			return { text: encodeItems(part, { from, rev: upTo, head: {} }), rev: upTo, isAll };
		},
		changesOf(keys, { from, head }) {
			const items = [...keys].map(toItem);
			if (items.length > limits.snapshotPartJobs) items.sort(byRev);
			const frames: string[] = [];
			for (let at = 0, since = from; at === 0 || at < items.length; at += limits.snapshotPartJobs) {
				const part = items.slice(at, at + limits.snapshotPartJobs);
				const isLast = at + limits.snapshotPartJobs >= items.length;
				const upTo = isLast ? rev() : (part.at(-1)?.rev ?? since);
				frames.push(encodeItems(part, { from: since, rev: upTo, head: isLast ? head : {} }));
				since = upTo;
			}
			return frames;
		},
		head,
		batchText,
		queueVersions: () => [...feed.waiting.keys()].map((queue) => [queue, board.line(queue).version()]),
		queueTexts,
	};
}

function byRev(a: Item, b: Item): number {
	return a.rev - b.rev;
}
