import { type BatchSums, changeBatch, copyBatch, type WeighedJob } from '../../estimate/batch.ts';
import { type BatchState, emptyBatch, restoreBatch } from '../../estimate/index.ts';
import { isEnd } from '../../protocol/index.ts';
import { type Few, membersOf, withMember, withoutMember } from '../few.ts';
import { withMethods } from '../with-methods.ts';
import { createFinishedList, type FinishedList } from './finished-list.ts';
import { isFixedAlike, type Row } from './row.ts';

/** A row with the revision at which it last changed. One object for each key, shared by the feeds that hold it. */
export interface Entry {
	readonly key: string;
	row: Row;
	rev: number;
	/** The revision at which anything but what moves last changed, or at which a feed took the row in. */
	fixedRev: number;
	/** What does not move in `row.job` as JSON without its end, once it has been written as it is now. */
	fixedText: string | null;
	/** All of `row.job` as JSON without its end, once it has been written at this revision. */
	text: string | null;
	/** What moved in it as JSON, once it has been written at this revision. */
	movedText: string | null;
}

/** Creates the entry of a row that has no revision yet. */
export function createEntry(row: Row): Entry {
	return { key: row.job.key, row, rev: 0, fixedRev: 0, fixedText: null, text: null, movedText: null };
}

/** Gives an entry its row as it is now; what of it has not changed stays as it was written. */
export function setRow(entry: Entry, { row, rev, before }: { row: Row; rev: number; before: Row | null }): void {
	entry.row = row;
	markMoved(entry, rev);
	if (before !== null && isFixedAlike(before, row)) return;
	entry.fixedRev = rev;
	entry.fixedText = null;
}

/** Notes that an entry's row has moved in place. */
export function markMoved(entry: Entry, rev: number): void {
	entry.rev = rev;
	entry.text = null;
	entry.movedText = null;
}

/** What became of a row: its progress or its estimate moved, or its step as well, or anything else changed, or its run ended by that. */
export type News = 'moved' | 'stepped' | 'changed' | 'ended';

/** How a row was moved in place. */
export interface MovedInPlace {
	/** What a batch counts of it, as it was. */
	before: WeighedJob;
	news: 'moved' | 'stepped';
	now: number;
}

/** Hears what changes in a feed. */
export interface FeedListener {
	/** Called with each key that changed. */
	changed(key: string, news: News): void;
}

/** The jobs of one owner, or of all: rows, what has left, and the batch. Every change costs the same however many rows there are. */
export interface Feed {
	readonly rows: ReadonlyMap<string, Entry>;
	/** The rows that run. */
	readonly running: ReadonlyMap<string, Entry>;
	/** How many rows wait, by queue. */
	readonly waiting: ReadonlyMap<string, number>;
	/** How many rows have not ended, by queue. */
	readonly open: ReadonlyMap<string, number>;
	batch(): BatchState;
	/** A cursor before this cannot be brought up to date with changes: what left since then is no longer known. */
	horizon(): number;
	/** What has left the feed after a revision, oldest first. */
	removedAfter(rev: number): [key: string, rev: number][];
	/** When a key left; `undefined` where it did not, or too long ago. */
	removedAt(key: string): number | undefined;
	/** Takes in a row's change. `before` is `null` for a row new to this feed. Returns the rows that are too many now. */
	put(entry: Entry, before: Row | null, now: number): readonly Entry[];
	/** Takes in that a row which it has was moved in place. */
	moved(entry: Entry, change: MovedInPlace): void;
	/** Takes a row out. */
	remove(entry: Entry, at: { rev: number; now: number }): void;
	/** Works the batch out anew from all rows. */
	restoreBatch(): void;
	/** Tells it of changes until `unsubscribe`. */
	subscribe(listener: FeedListener): void;
	unsubscribe(listener: FeedListener): void;
	/** Whether a run that ended then would be among those that are kept. */
	hasRoomFor(finishedAt: number): boolean;
	/** Keeps the board from letting go of the feed while it is empty, until `release`. */
	hold(): void;
	/** Takes one `hold` back. */
	release(): void;
	isHeld(): boolean;
}

/** What all feeds of a board have in common; asked and called with the feed's owner, `null` for that of all. */
export interface FeedRules {
	/** How many finished rows it keeps. */
	finishedLimit: number;
	/** While true, the batch waits for `restoreBatch`. */
	isLoading: (ownerId: string | null) => boolean;
	/** Somebody holds it now, or nobody does any more. */
	onHeld?: (isHeld: boolean, ownerId: string | null) => void;
	/** A key has changed in it. */
	onChanged?: (key: string, ownerId: string | null) => void;
}

/** Options of {@link createFeed}. */
export interface FeedOptions {
	/** Whose jobs it has; `null` for all. */
	ownerId: string | null;
	/** The board's revision at its birth: what was before is not known to it. */
	horizon: number;
	rules: FeedRules;
}

/** What has left is remembered for this many rows: a busy hour's worth, in a few dozen kilobytes. */
const rememberedRemovals = 1_000;

/** What a feed holds once it has held a row. */
interface Content {
	rows: Map<string, Entry>;
	running: Map<string, Entry>;
	waiting: Map<string, number>;
	open: Map<string, number>;
	finished: FinishedList;
	removals: Map<string, number>;
	/** The batch, changed in place. */
	sums: BatchSums;
}

function createContent(): Content {
	return {
		rows: new Map(),
		running: new Map(),
		waiting: new Map(),
		open: new Map(),
		finished: createFinishedList(),
		removals: new Map(),
		sums: copyBatch(emptyBatch),
	};
}

const none: readonly Entry[] = [];

/** Stands for what has never held a row, in all such feeds. Never filled. */
const nothing = createContent();

/** What a feed is made of. Most who are connected have no jobs, so that it is little until the first row comes. */
interface FeedFields {
	readonly ownerId: string | null;
	readonly rules: FeedRules;
	content: Content;
	listeners: Few<FeedListener>;
	holds: number;
	oldest: number;
	/** The batch as it is now; `null` until somebody asks. */
	batchState: BatchState | null;
}

/** Creates an empty feed. */
export function createFeed({ ownerId, horizon, rules }: FeedOptions): Feed {
	const fields: FeedFields = {
		ownerId,
		rules,
		content: nothing,
		listeners: null,
		holds: 0,
		oldest: horizon,
		batchState: emptyBatch,
	};
	return withMethods(methods, fields);
}

const methods: Feed & ThisType<Feed & FeedFields> = {
	get rows() {
		return this.content.rows;
	},
	get running() {
		return this.content.running;
	},
	get waiting() {
		return this.content.waiting;
	},
	get open() {
		return this.content.open;
	},
	batch() {
		this.batchState ??= copyBatch(this.content.sums);
		return this.batchState;
	},
	horizon() {
		return this.oldest;
	},
	removedAfter(rev) {
		return [...this.content.removals].filter(([, at]) => at > rev);
	},
	removedAt(key) {
		return this.content.removals.get(key);
	},
	put(entry, before, now) {
		const { key, row } = entry;
		if (this.content === nothing) this.content = createContent();
		const { rows, removals, finished } = this.content;
		const stays = before !== null && isCountedAlike(before, row);
		if (!stays) {
			count(this.content, before, { entry, by: -1 });
			count(this.content, row, { entry, by: 1 });
		}
		if (before === null) {
			rows.set(key, entry);
			removals.delete(key);
			// Whoever looks at this feed does not hold the row.
			entry.fixedRev = entry.rev;
		}
		noteChange(this, entry, { before, after: row, now });
		return stays ? none : finished.over(this.rules.finishedLimit).flatMap((oldest) => rows.get(oldest) ?? []);
	},
	moved({ key, row }, { before, news, now }) {
		if (row.job.undoUntil === undefined) noteCounted(this, { before, after: row, now });
		tellChange(this, key, news);
	},
	remove(entry, { rev, now }) {
		const { key, row } = entry;
		const { rows, removals } = this.content;
		if (!rows.delete(key)) return;
		count(this.content, row, { entry, by: -1 });
		removals.set(key, rev);
		for (const [oldest, at] of removals) {
			if (removals.size <= rememberedRemovals) break;
			removals.delete(oldest);
			this.oldest = at;
		}
		noteChange(this, entry, { before: row, after: null, now });
	},
	restoreBatch() {
		if (this.content === nothing) return;
		const state = restoreBatch(
			[...this.content.rows.values()].flatMap(({ row: { job, weightMs } }) =>
				job.undoUntil === undefined ? { ...job, weightMs } : [],
			),
		);
		this.content.sums = copyBatch(state);
		this.batchState = null;
	},
	subscribe(listener) {
		this.listeners = withMember(this.listeners, listener);
	},
	unsubscribe(listener) {
		this.listeners = withoutMember(this.listeners, listener);
	},
	hasRoomFor(finishedAt) {
		return this.content.finished.hasRoomFor(finishedAt, this.rules.finishedLimit);
	},
	hold() {
		if (++this.holds === 1) this.rules.onHeld?.(true, this.ownerId);
	},
	release() {
		if (--this.holds === 0) this.rules.onHeld?.(false, this.ownerId);
	},
	isHeld() {
		return this.holds > 0;
	},
};

function count(content: Content, row: Row | null, { entry, by }: { entry: Entry; by: 1 | -1 }): void {
	if (row === null) return;
	const { key } = entry;
	const { finished, open, waiting, running } = content;
	const { status, queue, finishedAt } = row.job;
	if (isEnd(status)) {
		if (by === 1) finished.add(key, finishedAt ?? 0);
		else finished.remove(key, finishedAt ?? 0);
		return;
	}
	addTo(open, queue, by);
	if (status === 'queued') addTo(waiting, queue, by);
	if (status === 'running') {
		if (by === 1) running.set(key, entry);
		else running.delete(key);
	}
}

function noteChange(
	feed: FeedFields,
	entry: Entry,
	{ before, after, now }: { before: Row | null; after: Row | null; now: number },
): void {
	noteCounted(feed, { before: toCounted(before), after: toCounted(after), now });
	tellChange(feed, entry.key, toNews(entry, before, after));
}

function noteCounted(feed: FeedFields, change: { before: WeighedJob | null; after: WeighedJob | null; now: number }) {
	const { rules, ownerId, content } = feed;
	if (!rules.isLoading(ownerId) && changeBatch(content.sums, change)) feed.batchState = null;
}

function tellChange({ rules, ownerId, listeners }: FeedFields, key: string, news: News): void {
	for (const listener of membersOf(listeners)) listener.changed(key, news);
	rules.onChanged?.(key, ownerId);
}

function toNews({ rev, fixedRev }: Entry, before: Row | null, after: Row | null): News {
	if (before !== null && after !== null && fixedRev !== rev) {
		return before.job.step === after.job.step ? 'moved' : 'stepped';
	}
	const isEndOfRun = after !== null && isEnd(after.job.status) && (before === null || !isEnd(before.job.status));
	return isEndOfRun ? 'ended' : 'changed';
}

/** Most changes are progress, which moves a row in no count. */
function isCountedAlike({ job: a }: Row, { job: b }: Row): boolean {
	return a.status === b.status && a.queue === b.queue && a.finishedAt === b.finishedAt;
}

function addTo(counts: Map<string, number>, name: string, by: 1 | -1): void {
	const count = (counts.get(name) ?? 0) + by;
	if (count > 0) counts.set(name, count);
	else counts.delete(name);
}

/** What is being cancelled has left the batch; where that is taken back, it is added again. */
function toCounted(row: Row | null): Row | null {
	return row?.job.undoUntil === undefined ? row : null;
}
