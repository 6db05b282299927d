import type { Batch, Job } from '../protocol/index.ts';
import { isEnd } from '../protocol/index.ts';

/** What a batch needs to know of a row. */
export interface BatchRow extends Pick<Job, 'status' | 'progress' | 'finishedAt'> {
	/** How long the run takes in all, as far as is known. */
	weightMs?: number;
}

/** One row's change, as the batch sees it. */
export interface BatchChange {
	/** The row as it was; `null` where it was not there. */
	before: BatchRow | null;
	/** The row as it is; `null` where it is gone. */
	after: BatchRow | null;
	/** Epoch ms. */
	now: number;
}

/** Sums over a batch, so that one change costs the same however many jobs there are. */
export interface BatchState {
	/** When the batch began; `null` before the first. */
	readonly since: number | null;
	/** Jobs not yet ended. 0 means that the batch is over. */
	readonly open: number;
	readonly ended: number;
	readonly paused: number;
	/** Jobs that have told progress, or have ended. */
	readonly told: number;
	/** Jobs whose duration is known: how many, their durations, and what of them is done. */
	readonly known: { readonly jobs: number; readonly ms: number; readonly doneMs: number };
	/** Jobs whose duration is not known: how many, and what of them is done. */
	readonly unknown: { readonly jobs: number; readonly done: number };
	/** Running jobs of unknown duration: while there are some beside jobs of known duration, there is no percentage. */
	readonly unknownRunning: number;
	/** Work that has not begun: known milliseconds, and jobs of unknown duration. */
	readonly waiting: { readonly ms: number; readonly unknownJobs: number };
	/** The highest progress shown since a job was last added. */
	readonly floor: number;
}

/** No batch yet. */
export const emptyBatch: BatchState = {
	since: null,
	open: 0,
	ended: 0,
	paused: 0,
	told: 0,
	known: { jobs: 0, ms: 0, doneMs: 0 },
	unknown: { jobs: 0, done: 0 },
	unknownRunning: 0,
	waiting: { ms: 0, unknownJobs: 0 },
	floor: 0,
};

/**
 * Takes in one row's change.
 *
 * A batch begins with the first open job and is over when none is open; ended jobs stay in it at 100 %, also when
 * their rows leave the feed. What is cancelled, or leaves while open, leaves the batch. A retry adds a job.
 */
export function reduceBatch(state: BatchState, { before, after, now }: BatchChange): BatchState {
	const isOpen = isOpenRow(after);
	if (state.open === 0) return isOpen ? withFloor(swap({ ...emptyBatch, since: now }, { into: after }), 0) : state;
	const counted = isCounted(state, before);
	if (!counted && !isCounted(state, after)) return state;
	if (after === null && !isOpenRow(before)) return state;
	const next = swap(state, { out: counted ? before : null, into: after?.status === 'cancelled' ? null : after });
	const added = isOpen && !isOpenRow(before);
	return withFloor(next, added ? 0 : state.floor);
}

/** A row of {@link restoreBatch}. */
export type StoredRow = BatchRow & Pick<Job, 'createdAt'>;

/**
 * The batch under way, worked out anew from all rows of a feed after a restart: the open jobs, and those whose time
 * in the queue or at work overlapped theirs. {@link emptyBatch} where nothing is open.
 */
export function restoreBatch(rows: readonly StoredRow[]): BatchState {
	const open = rows.filter(isOpenRow);
	if (open.length === 0) return emptyBatch;
	let since = open.reduce((least, row) => Math.min(least, row.createdAt), Number.POSITIVE_INFINITY);
	let state: BatchState = emptyBatch;
	for (const row of open) state = swap(state, { into: row });
	const latestFirst = rows.filter((row) => !isOpenRow(row)).sort((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0));
	for (const row of latestFirst) {
		if ((row.finishedAt ?? 0) < since) break;
		since = Math.min(since, row.createdAt);
		if (row.status !== 'cancelled') state = swap(state, { into: row });
	}
	return withFloor({ ...state, since }, 0);
}

function withFloor(state: BatchState, least: number): BatchState {
	const floor = Math.max(least, toProgress(state) ?? 0);
	return floor === state.floor ? state : { ...state, floor };
}

function isOpenRow(row: BatchRow | null): boolean {
	return row !== null && !isEnd(row.status);
}

/** Open rows belong to the batch, and so do those that ended since it began. */
function isCounted(state: BatchState, row: BatchRow | null): row is BatchRow {
	if (row === null || state.since === null || row.status === 'cancelled') return false;
	return isOpenRow(row) || (row.finishedAt ?? 0) >= state.since;
}

/** Where the last of a batch's running jobs stand. */
export interface BatchOutlook {
	/** Epoch ms. */
	now: number;
	/** How many jobs can run at once; at least 1. */
	parallel: number;
	/** When each running job should end; `null` where there is no estimate. */
	runningEndsAt: readonly (number | null)[];
}

/** The batch as it is told to viewers; `null` before the first. */
export function toBatch(state: BatchState, outlook: BatchOutlook): Batch | null {
	if (state.since === null) return null;
	const endsAt = toEndsAt(state, outlook);
	return {
		since: state.since,
		jobs: state.open + state.ended,
		ended: state.ended,
		progress: toToldProgress(state),
		...(endsAt === null ? {} : { endsAt }),
	};
}

/** Whether viewers are told the same of both, but for when the batch should end. */
export function isToldAlike(a: BatchState, b: BatchState): boolean {
	if (a === b) return true;
	const isCountedAlike = a.since === b.since && a.open === b.open && a.ended === b.ended;
	return isCountedAlike && toToldProgress(a) === toToldProgress(b);
}

function toToldProgress(state: BatchState): number | null {
	const progress = toProgress(state);
	return progress === null && state.floor === 0 ? null : round(Math.min(1, Math.max(progress ?? 0, state.floor)));
}

function toEndsAt(state: BatchState, { now, parallel, runningEndsAt }: BatchOutlook): number | null {
	if (state.open === 0 || state.paused > 0) return null;
	const meanMs = toMeanMs(state);
	if (state.waiting.unknownJobs > 0 && meanMs === null) return null;
	let leftMs = state.waiting.ms + state.waiting.unknownJobs * (meanMs ?? 0);
	let last = now;
	for (const endsAt of runningEndsAt) {
		if (endsAt === null) return null;
		leftMs += Math.max(0, endsAt - now);
		last = Math.max(last, endsAt);
	}
	const slots = Math.max(1, Math.min(parallel, state.open));
	return Math.round(Math.max(last, now + leftMs / slots));
}

function toProgress(state: BatchState): number | null {
	if (state.told === 0 || (state.unknownRunning > 0 && state.known.jobs > 0)) return null;
	// Jobs of unknown duration weigh as much as a known one does on average, or all the same.
	const weight = toMeanMs(state) ?? 1;
	const all = state.known.ms + weight * state.unknown.jobs;
	return all === 0 ? null : (state.known.doneMs + weight * state.unknown.done) / all;
}

function toMeanMs({ known }: BatchState): number | null {
	return known.jobs === 0 ? null : known.ms / known.jobs;
}

/** Takes one row out of the sums and another in, in one go: every progress of every job comes through here. */
function swap(state: BatchState, { out = null, into }: { out?: BatchRow | null; into: BatchRow | null }): BatchState {
	const { known, unknown, waiting } = state;
	return {
		since: state.since,
		open: state.open - toOpen(out) + toOpen(into),
		ended: state.ended - toEnded(out) + toEnded(into),
		paused: state.paused - toPaused(out) + toPaused(into),
		told: state.told - toTold(out) + toTold(into),
		known: {
			jobs: known.jobs - toKnown(out) + toKnown(into),
			ms: known.ms - toMs(out) + toMs(into),
			doneMs: known.doneMs - toMs(out) * toDone(out) + toMs(into) * toDone(into),
		},
		unknown:
			toUnknown(out) + toUnknown(into) === 0
				? unknown
				: {
						jobs: unknown.jobs - toUnknown(out) + toUnknown(into),
						done: unknown.done - toUnknown(out) * toDone(out) + toUnknown(into) * toDone(into),
					},
		unknownRunning: state.unknownRunning - toUnknownRunning(out) + toUnknownRunning(into),
		waiting:
			toWaits(out) + toWaits(into) === 0
				? waiting
				: {
						ms: waiting.ms - toWaits(out) * toMs(out) + toWaits(into) * toMs(into),
						unknownJobs: waiting.unknownJobs - toWaits(out) * toUnknown(out) + toWaits(into) * toUnknown(into),
					},
		floor: state.floor,
	};
}

// What a row counts for in each sum; nothing where there is no row.
const toOpen = (row: BatchRow | null) => (row === null || isEnd(row.status) ? 0 : 1);
const toEnded = (row: BatchRow | null) => (row === null || !isEnd(row.status) ? 0 : 1);
const toPaused = (row: BatchRow | null) => (row?.status === 'paused' ? 1 : 0);
const toWaits = (row: BatchRow | null) => (row?.status === 'queued' ? 1 : 0);
const toDone = (row: BatchRow | null) => (row === null ? 0 : isEnd(row.status) ? 1 : (row.progress ?? 0));
const toTold = (row: BatchRow | null) => (toDone(row) > 0 ? 1 : 0);
const toKnown = (row: BatchRow | null) => (row?.weightMs === undefined ? 0 : 1);
const toMs = (row: BatchRow | null) => row?.weightMs ?? 0;
const toUnknown = (row: BatchRow | null) => (row === null || row.weightMs !== undefined ? 0 : 1);
const toUnknownRunning = (row: BatchRow | null) => (row?.status === 'running' ? toUnknown(row) : 0);

/** A tenth of a percent is as fine as anyone can see; finer steps would only be sent. */
function round(progress: number): number {
	return Math.floor(progress * 1_000 + 1e-6) / 1_000;
}
