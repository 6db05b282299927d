import { toBatch } from '../../estimate/index.ts';
import { type Clock, limits, type Scope } from '../../protocol/index.ts';
import type { Entry, Feed } from '../board/feed.ts';
import type { ReadableBoard } from '../board/readable-board.ts';
import type { Viewer } from '../viewer.ts';
import { withMethods } from '../with-methods.ts';
import { encodeChanges, encodeMoved, encodeRow, encodeSnapshot, type FrameStamp, type HeadText } from './encode.ts';
import type { OfferWriter } from './offer.ts';

/** A feed as those see it who may see and do the same. Writes frames; keeps nothing about who is sent them. */
export interface FeedView {
	readonly scope: Scope;
	/** Stands for all who share the view. */
	readonly viewer: Viewer;
	readonly feed: Feed;
	/** The board's revision now. */
	rev(): number;
	/** A row as these viewers get it. */
	encode(entry: Entry): string;
	/** One part of a snapshot taken at `rev`; the last part carries the head. */
	snapshotPart(part: { entries: readonly Entry[]; part: number; last: boolean; rev: number }): string;
	/**
	 * The first frame of what changed after a revision, and the revision up to which it leads. Its rows are whole: who
	 * was cut off in the middle of several frames stands at a revision without holding all rows as they were then.
	 */
	changesAfter(rev: number): { text: string; rev: number; isAll: boolean };
	/** Frames with what became of these keys, from one revision to now, in order, for those who hold all rows as they were at the first. */
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

/** What all views of a gateway need. */
export interface ViewParts {
	board: ReadableBoard;
	clock: Clock;
	/** What viewers may do. */
	writeOffer: OfferWriter;
	/** Whether what is offered may change while nothing of a row does but what moves. */
	offersMove: boolean;
}

/** A row, or what is left of one, at the revision at which that happened. */
interface Item {
	rev: number;
	key: string;
	entry?: Entry;
}

/** Creates the view of a scope. */
export function createFeedView(parts: ViewParts, { scope, viewer }: Pick<FeedView, 'scope' | 'viewer'>): FeedView {
	const feed = scope === 'all' ? parts.board.all : parts.board.feedOf(viewer.id);
	return withMethods(methods, { parts, scope, viewer, feed });
}

type FeedViewFields = Pick<FeedView, 'scope' | 'viewer' | 'feed'> & { readonly parts: ViewParts };

const methods: Omit<FeedView, keyof FeedViewFields> & ThisType<FeedView & FeedViewFields> = {
	rev() {
		return this.parts.board.cursor().rev;
	},
	encode(entry) {
		return encodeRow(entry, this.parts.writeOffer(entry.row, this.viewer));
	},
	snapshotPart({ entries, part, last, rev }) {
		const rows: string[] = [];
		// A row that left while the snapshot was under way may be another's by now; that it left is told afterwards.
		for (const entry of entries) if (this.feed.rows.get(entry.key) === entry) rows.push(this.encode(entry));
		return encodeSnapshot(toStamp(this), { part, last, rows, rev, ...(last ? this.head() : {}) });
	},
	changesAfter(from) {
		const { feed } = this;
		const items: Item[] = feed.removedAfter(from).map(([key, rev]) => ({ key, rev }));
		for (const entry of feed.rows.values()) if (entry.rev > from) items.push({ key: entry.key, rev: entry.rev, entry });
		const isAll = items.length <= limits.snapshotPartJobs;
		if (isAll) {
			const rev = this.rev();
			return { text: encodeItems(this, items, { from, rev, held: null, head: this.head() }), rev, isAll };
		}
		const part = items.sort(byRev).slice(0, limits.snapshotPartJobs);
		const upTo = part.at(-1)?.rev ?? from;
		return { text: encodeItems(this, part, { from, rev: upTo, held: null, head: {} }), rev: upTo, isAll };
	},
	changesOf(keys, { from, head }) {
		const items = [...keys].map((key) => toItem(this, key));
		if (items.length > limits.snapshotPartJobs) items.sort(byRev);
		const held = this.parts.offersMove ? null : from;
		const frames: string[] = [];
		for (let at = 0, since = from; at === 0 || at < items.length; at += limits.snapshotPartJobs) {
			const part = items.slice(at, at + limits.snapshotPartJobs);
			const isLast = at + limits.snapshotPartJobs >= items.length;
			const upTo = isLast ? this.rev() : (part.at(-1)?.rev ?? since);
			frames.push(encodeItems(this, part, { from: since, rev: upTo, held, head: isLast ? head : {} }));
			since = upTo;
		}
		return frames;
	},
	head() {
		return { batch: this.batchText(), queues: this.queueTexts(this.feed.waiting.keys()) };
	},
	batchText() {
		const { feed, parts } = this;
		let parallel = 0;
		for (const queue of feed.open.keys()) parallel += parts.board.line(queue).parallel();
		const runningEndsAt: (number | null)[] = [];
		for (const { row } of feed.running.values()) runningEndsAt.push(row.job.etaAt ?? null);
		const now = parts.clock.now();
		return JSON.stringify(toBatch(feed.batch(), { now, parallel: Math.max(1, parallel), runningEndsAt }));
	},
	queueVersions() {
		return [...this.feed.waiting.keys()].map((queue) => [queue, this.parts.board.line(queue).version()]);
	},
	queueTexts(queues) {
		return [...queues].map((queue) => this.parts.board.line(queue).text());
	},
};

function toStamp({ parts, scope }: FeedViewFields): FrameStamp {
	return { scope, epoch: parts.board.cursor().epoch, now: parts.clock.now() };
}

function toItem(view: FeedView, key: string): Item {
	const entry = view.feed.rows.get(key);
	if (entry !== undefined) return { key, rev: entry.rev, entry };
	return { key, rev: view.feed.removedAt(key) ?? view.rev() };
}

/** Whoever gets it holds all rows as they were at `held`; `null` where that is not known. */
function encodeItems(
	view: FeedView & FeedViewFields,
	items: readonly Item[],
	{ from, rev: upTo, held, head }: { from: number; rev: number; held: number | null; head: HeadText },
): string {
	const rows: string[] = [];
	const moved: string[] = [];
	const removed: [string, number][] = [];
	for (const { key, rev, entry } of items) {
		if (entry === undefined) removed.push([key, rev]);
		else if (held !== null && entry.fixedRev <= held) moved.push(encodeMoved(entry));
		else rows.push(view.encode(entry));
	}
	return encodeChanges(toStamp(view), { from, rev: upTo, rows, moved, removed, ...head });
}

function byRev(a: Item, b: Item): number {
	return a.rev - b.rev;
}
