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
	const sums = copyBatch(state);
	return changeBatch(sums, { before: toWeighed(before), after: toWeighed(after), now }) ? sums : state;
}

/** A job beside its weight; as the board keeps it, so that it need not be copied to be counted. */
export interface WeighedJob {
	readonly job: Pick<BatchRow, 'status' | 'progress' | 'finishedAt'>;
	readonly weightMs?: number;
}

function toWeighed(row: BatchRow | null): WeighedJob | null {
	return row && { job: row, weightMs: row.weightMs };
}

/** A batch that is changed in place. */
export type BatchSums = ReturnType<typeof copyBatch>;

/** Copies a batch. */
export function copyBatch(state: BatchState) {
	const { since, open, ended, paused, told, known, unknown, unknownRunning, waiting, floor } = state;
	return {
		since,
		open,
		ended,
		paused,
		told,
		known: { jobs: known.jobs, ms: known.ms, doneMs: known.doneMs },
		unknown: { jobs: unknown.jobs, done: unknown.done },
		unknownRunning,
		waiting: { ms: waiting.ms, unknownJobs: waiting.unknownJobs },
		floor,
	};
}

/**
 * {@link reduceBatch} in place, as every progress of every job comes through here, and to copy the sums would cost
 * more than to add to them. Returns whether anything was to be done.
 */
export function changeBatch(
	sums: BatchSums,
	{ before, after, now }: { before: WeighedJob | null; after: WeighedJob | null; now: number },
): boolean {
	const isOpen = isOpenJob(after);
	if (sums.open === 0) {
		if (!isOpen) return false;
		Object.assign(sums, copyBatch(emptyBatch), { since: now });
		count(sums, after, 1);
		raiseFloor(sums, 0);
		return true;
	}
	const counted = isCounted(sums, before);
	if (!counted && !isCounted(sums, after)) return false;
	if (after === null && !isOpenJob(before)) return false;
	if (counted) count(sums, before, -1);
	if (after?.job.status !== 'cancelled') count(sums, after, 1);
	const added = isOpen && !isOpenJob(before);
	raiseFloor(sums, added ? 0 : sums.floor);
	return true;
}

/** A row of {@link restoreBatch}. */
export type StoredRow = BatchRow & Pick<Job, 'createdAt'>;

/**
 * The batch under way, worked out anew from all rows of a feed after a restart: the open jobs, and those whose time
 * in the queue or at work overlapped theirs. {@link emptyBatch} where nothing is open.
 */
export function restoreBatch(rows: readonly StoredRow[]): BatchState {
	const open = rows.filter(({ status }) => !isEnd(status));
	if (open.length === 0) return emptyBatch;
	let since = open.reduce((least, row) => Math.min(least, row.createdAt), Number.POSITIVE_INFINITY);
	const sums = copyBatch(emptyBatch);
	for (const row of open) count(sums, toWeighed(row), 1);
	const latestFirst = rows
		.filter(({ status }) => isEnd(status))
		.sort((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0));
	for (const row of latestFirst) {
		if ((row.finishedAt ?? 0) < since) break;
		since = Math.min(since, row.createdAt);
		if (row.status !== 'cancelled') count(sums, toWeighed(row), 1);
	}
	sums.since = since;
	raiseFloor(sums, 0);
	return sums;
}

function raiseFloor(sums: BatchSums, least: number): void {
	sums.floor = Math.max(least, toProgress(sums) ?? 0);
}

function isOpenJob(weighed: WeighedJob | null): boolean {
	return weighed !== null && !isEnd(weighed.job.status);
}

/** Open jobs belong to the batch, and so do those that ended since it began. */
function isCounted({ since }: BatchState, weighed: WeighedJob | null): boolean {
	if (weighed === null || since === null || weighed.job.status === 'cancelled') return false;
	return isOpenJob(weighed) || (weighed.job.finishedAt ?? 0) >= since;
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

/** Counts a job in, or out again. */
function count(sums: BatchSums, weighed: WeighedJob | null, by: 1 | -1): void {
	if (weighed === null) return;
	const { job, weightMs } = weighed;
	const { status } = job;
	const hasEnded = isEnd(status);
	const done = hasEnded ? 1 : (job.progress ?? 0);
	if (hasEnded) sums.ended += by;
	else sums.open += by;
	if (status === 'paused') sums.paused += by;
	if (done > 0) sums.told += by;
	if (weightMs === undefined) {
		sums.unknown.jobs += by;
		sums.unknown.done += by * done;
		if (status === 'running') sums.unknownRunning += by;
		if (status === 'queued') sums.waiting.unknownJobs += by;
	} else {
		sums.known.jobs += by;
		sums.known.ms += by * weightMs;
		sums.known.doneMs += by * (weightMs * done);
		if (status === 'queued') sums.waiting.ms += by * weightMs;
	}
}

/** A tenth of a percent is as fine as anyone can see; finer steps would only be sent. */
function round(progress: number): number {
	return Math.floor(progress * 1_000 + 1e-6) / 1_000;
}
