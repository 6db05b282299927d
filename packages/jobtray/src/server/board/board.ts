import type { WeighedJob } from '../../estimate/batch.ts';
import { addRun, emptyHistory, type KindHistory, toExpectedMs } from '../../estimate/index.ts';
import { isEnd, type Place } from '../../protocol/index.ts';
import type { Listed } from '../source.ts';
import type { CleanRecord } from './clean-record.ts';
import { decideOrder } from './decide-order.ts';
import {
	createEntry,
	createFeed,
	type Entry,
	type Feed,
	type FeedRules,
	type MovedInPlace,
	markMoved,
	setRow,
} from './feed.ts';
import { createLine, type Line } from './line.ts';
import { moveRow, type Progressed } from './move-row.ts';
import type { ReadableBoard } from './readable-board.ts';
import { type RowEvent, reduceRow } from './reduce-row.ts';
import type { Row } from './row.ts';

/** Options of {@link createBoard}. */
export interface BoardOptions {
	/** Names this life of the board. */
	epoch: string;
	finished: { limit: number; maxAgeMs: number };
	/** How many jobs of a queue can run at once, where that is known; else the most seen at once counts. */
	parallel: Readonly<Record<string, number>>;
}

/** All jobs, each with the revision at which it last changed. Knows no engine, no viewer and no clock. */
export interface Board extends ReadableBoard {
	/** Keys of the jobs that have not ended. */
	open(): Iterable<string>;
	/** Counts what has happened; what is read from the engine carries the step at which it was asked for. */
	step(): number;
	/** Takes in what the engine says of a job now. */
	read(record: CleanRecord, at: { askedAtStep: number; now: number }): void;
	/** Takes in anything else about a job. */
	apply(key: string, event: Exclude<RowEvent, { type: 'read' }>, now: number): void;
	/** The same for many jobs, with their lines put in order once. */
	applyAll(keys: readonly string[], event: Exclude<RowEvent, { type: 'read' }>, now: number): void;
	/** Takes a job off the board. */
	remove(key: string, now: number): void;
	/** The first listing is in: batches begin. */
	loaded(): void;
	isLoaded(): boolean;
	/** Puts the lines into the order that the engine lists; `skip` names keys that changed since. */
	arrange(listed: readonly Listed[], skip: ReadonlySet<string>, now: number): void;
	/** Notices stalls, and lets go of what finished too long ago. */
	tick(now: number): void;
	/** What is remembered of a finished job that no feed lists any more. */
	dropped(key: string): DroppedRun | undefined;
	/** Forgets dropped jobs that the engine does not list either. */
	forgetDropped(isListed: (key: string) => boolean): void;
	/** The feed of one owner's jobs, where there is one: who has no jobs needs none. */
	knownFeedOf(ownerId: string): Feed | undefined;
	/** Calls back with each key that changes in an owner's feed, or with `null` in that of all, also where there is no such feed yet. */
	watch(ownerId: string | null, watcher: (key: string) => void): () => void;
	line(queue: string): Line;
}

/** What is remembered of a finished job that is no longer listed. */
export type DroppedRun = Pick<Row['job'], 'run' | 'status' | 'createdAt'>;

/** Creates an empty board. */
export function createBoard({ epoch, finished, parallel }: BoardOptions): Board {
	const entries = new Map<string, Entry>();
	const feeds = new Map<string, Feed>();
	const lines = new Map<string, Line>();
	const histories = new Map<string, KindHistory>();
	const droppedRuns = new Map<string, DroppedRun>();
	let rev = 0;
	let step = 0;
	let isLoaded = false;
	/** By owner; `null` for the feed of all. */
	const watchers = new Map<string | null, Set<(key: string) => void>>();
	const rules: FeedRules = {
		finishedLimit: finished.limit,
		isLoading: () => !isLoaded,
		onChanged(key, ownerId) {
			const own = watchers.get(ownerId);
			if (own !== undefined) for (const watcher of own) watcher(key);
		},
	};
	const all = openFeed(null);

	function openFeed(ownerId: string | null): Feed {
		return createFeed({ ownerId, horizon: rev, rules });
	}

	function feedOf(ownerId: string): Feed {
		const known = feeds.get(ownerId);
		if (known !== undefined) return known;
		const feed = openFeed(ownerId);
		feeds.set(ownerId, feed);
		return feed;
	}

	function feedsOf(row: Row): Feed[] {
		return row.job.owner === null ? [all] : [all, feedOf(row.job.owner.id)];
	}

	function line(queue: string): Line {
		const known = lines.get(queue);
		if (known !== undefined) return known;
		const created = createLine(queue, parallel[queue]);
		lines.set(queue, created);
		return created;
	}

	/** Lanes that are to be looked at once a change of many rows is through; `null` while none is under way. */
	let laterLanes: Map<string, { queue: string; lane: number }> | null = null;

	/** A job that is being cancelled keeps the place that it may come back to, and does not wait there. */
	function withPlaceAside(row: Row, before: Row | null): Row {
		const place = before?.job.place;
		if (before === null || place === undefined || row.job.place !== place) return row;
		if (before.job.undoUntil === undefined) line(before.job.queue).setAside(row.job.key, place);
		return row;
	}

	/** Keeps a waiting job's place while it stays in its lane, and finds one for a job that has none. */
	function withPlace(row: Row, before: Row | null): Row {
		const { job, lane } = row;
		const place = before?.job.place;
		if (job.undoUntil !== undefined && before?.job.queue === job.queue) return withPlaceAside(row, before);
		const isWaiting = job.status === 'queued' && lane !== null;
		const keeps = isWaiting && place !== undefined && job.place === place && place.lane === lane;
		if (keeps && before?.job.queue === job.queue) {
			if (before.job.undoUntil === undefined) return row;
			const back = line(job.queue).comeBack(job.key, place);
			return back === place ? row : { ...row, job: { ...job, place: back } };
		}
		if (before !== null && place !== undefined) giveUp(before, place);
		const next = isWaiting ? line(job.queue).enter(job.key, lane) : undefined;
		return next === job.place ? row : { ...row, job: { ...job, place: next } };
	}

	function giveUp({ job }: Row, place: Place): void {
		if (job.undoUntil === undefined) line(job.queue).leave(place);
		else line(job.queue).forget(job.key, place);
	}

	function countRunning(key: string, before: Row | null, after: Row | null): void {
		const was = before?.job.status === 'running' ? before.job : null;
		const is = after?.job.status === 'running' ? after.job : null;
		if (was !== null && was.queue !== is?.queue) line(was.queue).unsetRunning(key);
		if (is !== null) line(is.queue).setRunning(key, is);
	}

	function learn(before: Row | null, { job, size }: Row): void {
		if (job.status !== 'completed' || (before !== null && isEnd(before.job.status))) return;
		if (job.startedAt === undefined || job.finishedAt === undefined) return;
		const durationMs = job.finishedAt - job.startedAt - job.pausedMs;
		histories.set(job.kind, addRun(histories.get(job.kind) ?? emptyHistory, { durationMs, size }));
		line(job.queue).learn(durationMs);
	}

	function settle(key: string, { entry, reduced, now }: { entry?: Entry; reduced: Row | null; now: number }): void {
		const before = entry?.row ?? null;
		if (reduced === null || reduced === before) return;
		if (entry !== undefined && reduced.job === before?.job) {
			entry.row = reduced;
			return;
		}
		const row = withPlace(reduced, before);
		store(entry ?? createEntry(row), { before, row, now });
		learn(before, row);
		countRunning(key, before, row);
		if (before?.job.place === undefined) return;
		const { queue, place } = before.job;
		if (laterLanes !== null) laterLanes.set(`${place.lane}:${queue}`, { queue, lane: place.lane });
		else gather(queue, place.lane, now);
	}

	/** By far most of what happens is progress: it moves a row in place, and changes no count of a feed. */
	function move(entry: Entry, event: Progressed, now: number): void {
		const { row } = entry;
		const { status, queue, owner, progress, step: jobStep, finishedAt, etaAt } = row.job;
		if (isEnd(status)) return;
		const before: WeighedJob = { job: { status, progress, finishedAt }, weightMs: row.weightMs };
		if (moveRow(row, event, { now, step }) !== 'moved') return;
		markMoved(entry, ++rev);
		const change: MovedInPlace = { before, news: row.job.step === jobStep ? 'moved' : 'stepped', now };
		// What has not ended is in each of them.
		all.moved(entry, change);
		if (owner !== null) feedOf(owner.id).moved(entry, change);
		if (status === 'running' && row.job.etaAt !== etaAt) line(queue).endMoved();
	}

	function gather(queue: string, lane: number, now: number): void {
		if (line(queue).isScattered(lane)) renumber(queue, lane, now);
	}

	function store(entry: Entry, { before, row, now }: { before: Row | null; row: Row; now: number }): void {
		setRow(entry, { row, rev: ++rev, before });
		if (before === null) {
			entries.set(entry.key, entry);
			droppedRuns.delete(entry.key);
		}
		const holders = feedsOf(row);
		const isSameOwner = before !== null && before.job.owner?.id === row.job.owner?.id;
		if (before !== null && !isSameOwner && before.job.owner !== null) {
			feedOf(before.job.owner.id).remove({ ...entry, row: before }, { rev: ++rev, now });
		}
		// What has not ended is in each of them.
		const isHeld = isSameOwner && !isEnd(before.job.status);
		for (const feed of holders) {
			const wasIn = before !== null && (isHeld || feed.rows.has(entry.key));
			for (const tooOld of feed.put(entry, wasIn ? before : null, now)) takeOut(tooOld, [feed], now);
		}
	}

	/** Takes a row out of feeds; a finished one that no feed holds any more leaves the board. */
	function takeOut(entry: Entry, from: readonly Feed[], now: number): void {
		const at = { rev: ++rev, now };
		for (const feed of from) feed.remove(entry, at);
		const { job } = entry.row;
		if (!isEnd(job.status) || feedsOf(entry.row).some((feed) => feed.rows.has(entry.key))) return;
		entries.delete(entry.key);
		droppedRuns.set(entry.key, { run: job.run, status: job.status, createdAt: job.createdAt });
	}

	/** Late news of a job that was let go of is no news. */
	function isDropped({ key, run, status, createdAt }: CleanRecord): boolean {
		const known = droppedRuns.get(key);
		return known !== undefined && known.run === run && known.status === status && known.createdAt === createdAt;
	}

	function renumber(queue: string, lane: number, now: number, keys = line(queue).waiting(lane)): void {
		for (const [key, place] of line(queue).renumber(lane, keys)) {
			const entry = entries.get(key);
			if (entry === undefined) continue;
			const before = entry.row;
			store(entry, { before, row: { ...before, job: { ...before.job, place } }, now });
		}
	}

	return {
		entries,
		all,
		feedOf,
		knownFeedOf: (ownerId) => feeds.get(ownerId),
		watch(ownerId, watcher) {
			const known = watchers.get(ownerId) ?? new Set();
			watchers.set(ownerId, known.add(watcher));
			return () => {
				known.delete(watcher);
				if (known.size === 0 && watchers.get(ownerId) === known) watchers.delete(ownerId);
			};
		},
		line,
		cursor: () => ({ epoch, rev }),
		step: () => step,
		*open() {
			for (const [key, { row }] of entries) if (!isEnd(row.job.status)) yield key;
		},
		read(record, { askedAtStep, now }) {
			step++;
			if (isDropped(record)) return;
			const entry = entries.get(record.key);
			const history = histories.get(record.kind) ?? emptyHistory;
			const expectedMs = toExpectedMs(history, record.size);
			const event: RowEvent = { type: 'read', record, askedAtStep, expectedMs };
			settle(record.key, { entry, reduced: reduceRow(entry?.row ?? null, event, { now, step }), now });
		},
		apply(key, event, now) {
			step++;
			const entry = entries.get(key);
			if (entry === undefined) return;
			if (event.type === 'progressed') move(entry, event, now);
			else settle(key, { entry, reduced: reduceRow(entry.row, event, { now, step }), now });
		},
		applyAll(keys, event, now) {
			laterLanes = new Map();
			try {
				for (const key of keys) this.apply(key, event, now);
			} finally {
				const lanes = [...laterLanes.values()];
				laterLanes = null;
				for (const { queue, lane } of lanes) gather(queue, lane, now);
			}
		},
		remove(key, now) {
			const entry = entries.get(key);
			if (entry === undefined) return;
			step++;
			const { row } = entry;
			entries.delete(key);
			if (row.job.place !== undefined) giveUp(row, row.job.place);
			countRunning(key, row, null);
			const at = { rev: ++rev, now };
			for (const feed of feedsOf(row)) feed.remove(entry, at);
		},
		loaded() {
			if (isLoaded) return;
			isLoaded = true;
			for (const feed of [all, ...feeds.values()]) feed.restoreBatch();
		},
		isLoaded: () => isLoaded,
		arrange(listed, skip, now) {
			const isKnown = (key: string) => (skip.has(key) ? undefined : entries.get(key)?.row.job);
			for (const { queue, lane, keys } of decideOrder(listed, isKnown)) {
				const inOrder = new Set(keys);
				const others = line(queue)
					.waiting(lane)
					.filter((key) => !inOrder.has(key));
				renumber(queue, lane, now, [...keys, ...others]);
			}
		},
		tick(now) {
			for (const key of [...all.running.keys()]) this.apply(key, { type: 'ticked' }, now);
			for (const line of lines.values()) line.tick();
			for (const entry of entries.values()) {
				const { finishedAt } = entry.row.job;
				if (finishedAt !== undefined && finishedAt < now - finished.maxAgeMs) takeOut(entry, feedsOf(entry.row), now);
			}
			for (const [ownerId, feed] of feeds) if (feed.rows.size === 0 && !feed.isHeld()) feeds.delete(ownerId);
		},
		dropped: (key) => droppedRuns.get(key),
		forgetDropped(isListed) {
			for (const key of [...droppedRuns.keys()]) if (!isListed(key)) droppedRuns.delete(key);
		},
	};
}
