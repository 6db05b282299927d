import type { RunTrace } from '../../estimate/index.ts';
import { estimateEnd, reduceTrace, startTrace, toStalledSince } from '../../estimate/index.ts';
import { type Action, type EndStatus, isEnd, type JobResult } from '../../protocol/index.ts';
import { type CleanRecord, cleanError, cleanResult } from './clean-record.ts';
import { moveEstimate, moveRow, type Progressed } from './move-row.ts';
import { copyRow, isSameData, type JobFields, type Row } from './row.ts';
import { toGroup } from './to-group.ts';

/** What can happen to a row. */
export type RowEvent =
	/** The engine was read; the reading began at `askedAtStep`. */
	| { type: 'read'; record: CleanRecord; askedAtStep: number; expectedMs?: number }
	/** Progress was heard. */
	| Progressed
	/** A run ended, and its job is gone from the engine. */
	| { type: 'ended'; run?: number; status: EndStatus; at: number; error?: { message: string }; result?: JobResult }
	/** A command was accepted. */
	| { type: 'asked'; action: Action; undoUntil?: number }
	/** Time went by. */
	| { type: 'ticked' };

/** When something happened. */
export interface Moment {
	/** Epoch ms. */
	now: number;
	/** Counts what happened on the board, so that what was read earlier can yield to what was heard later. */
	step: number;
}

/** Works out a row anew. Returns the same row where nothing in it changed. */
export function reduceRow(previous: Row | null, event: RowEvent, at: Moment): Row | null {
	if (event.type === 'read') return read(previous, event, at.now);
	if (previous === null || (isEnd(previous.job.status) && event.type !== 'asked')) return previous;
	switch (event.type) {
		case 'progressed':
			return progressed(previous, event, at);
		case 'ended':
			return ended(previous, event, at.now);
		case 'asked':
			return asked(previous, event, at);
		case 'ticked':
			return ticked(previous, at.now);
	}
}

function read(previous: Row | null, event: Extract<RowEvent, { type: 'read' }>, now: number): Row | null {
	const { record } = event;
	// A job id can be used again once its job is gone; then it is another job that was created at another time.
	const known = previous !== null && previous.job.createdAt === record.createdAt ? previous : null;
	if (known !== null && record.run < known.job.run) return previous;
	const current = known !== null && known.job.run === record.run ? known : null;
	const expectedMs = known === null ? event.expectedMs : known.job.expectedMs;
	const groupBefore = known?.job.group;
	const job = toJob(record, { current, groupBefore, askedAtStep: event.askedAtStep, expectedMs, now });
	const row: Row = {
		job,
		can: record.can,
		// The place that it may come back to is in the lane that it was in.
		lane: record.undoUntil === undefined ? record.lane : (current?.lane ?? null),
		size: record.size,
		weightMs: current?.weightMs,
		trace: toTrace(current, job, now),
		heardStep: current?.heardStep ?? 0,
		askedStep: current?.askedStep ?? 0,
	};
	if (current !== null && isSameRow(current, row)) return previous;
	return withEstimate(row, now);
}

interface Reading {
	current: Row | null;
	groupBefore: JobFields['group'];
	askedAtStep: number;
	expectedMs: number | undefined;
	now: number;
}

function toJob(record: CleanRecord, { current, groupBefore, askedAtStep, expectedMs, now }: Reading): JobFields {
	const before = current?.job;
	const heardLater = current !== null && current.heardStep > askedAtStep && before?.status === record.status;
	const told = heardLater ? before : record;
	return {
		key: record.key,
		queue: record.queue,
		run: record.run,
		name: record.name,
		kind: record.kind,
		owner: record.owner,
		status: record.status,
		progress: told?.progress === undefined ? (before?.progress ?? null) : told.progress,
		step: isEnd(record.status) ? undefined : told?.step,
		createdAt: record.createdAt,
		startedAt: record.startedAt,
		finishedAt: isEnd(record.status) ? toFinishedAt(record, before, now) : undefined,
		...toPause(record, before, now),
		expectedMs,
		restarts: record.restarts,
		...toWanted(record, current, { askedAtStep, now }),
		group: toGroup(record, groupBefore),
		error: record.error,
		result: record.result,
		place: record.status === 'queued' ? before?.place : undefined,
	};
}

/** The time of an end does not move once told: announcements are known by it. */
function toFinishedAt(record: CleanRecord, before: JobFields | undefined, now: number): number {
	return (before?.status === record.status ? before.finishedAt : undefined) ?? record.finishedAt ?? now;
}

/** How long it was paused: what the engine says, else what the board saw. */
function toPause(record: CleanRecord, before: JobFields | undefined, now: number) {
	// Being held before it began is no pause of the run.
	const isPause = before?.startedAt !== undefined;
	const seenMs = isPause ? Math.max(0, now - (before.pausedAt ?? now)) : 0;
	// A run that was resumed and waits for a free place stands still as well.
	const isStill = record.status === 'paused' || isWaitingRun(record);
	return {
		pausedMs: record.pausedMs ?? (before?.pausedMs ?? 0) + (isStill ? 0 : seenMs),
		pausedAt: isStill ? (record.pausedAt ?? before?.pausedAt ?? now) : undefined,
	};
}

/** Whether it has begun, and waits to go on. */
function isWaitingRun({ status, startedAt }: Pick<JobFields, 'status' | 'startedAt'>): boolean {
	return status === 'queued' && startedAt !== undefined;
}

/** What is still wished: what the engine says, unless a command was accepted after it was asked. */
function toWanted(record: CleanRecord, current: Row | null, at: { askedAtStep: number; now: number }) {
	const before = current?.job;
	const wanted = current !== null && current.askedStep > at.askedAtStep ? before?.wanted : record.wanted;
	if (wanted === undefined || isEnd(record.status) || wanted === record.status) return {};
	const wantedAt = (before?.wanted === wanted ? before.wantedAt : undefined) ?? record.wantedAt ?? at.now;
	const undoUntil = current !== null && current.askedStep > at.askedAtStep ? before?.undoUntil : record.undoUntil;
	return { wanted, wantedAt, undoUntil };
}

/** The board itself moves its rows in place. */
function progressed(previous: Row, event: Progressed, at: Moment): Row {
	const row = copyRow(previous);
	const movement = moveRow(row, event, at);
	if (movement === 'ignored') return previous;
	return movement === 'heard' ? { ...row, job: previous.job } : row;
}

function ended(row: Row, event: Extract<RowEvent, { type: 'ended' }>, now: number): Row {
	const { pausedAt, pausedMs } = row.job;
	// A later run may have come and gone unseen; an announcement is known by its run, whichever gateway tells it.
	const run = event.run ?? row.job.run;
	if (run < row.job.run) return row;
	const finishedAt = Number.isFinite(event.at) ? event.at : now;
	const job: JobFields = {
		...row.job,
		run,
		status: event.status,
		finishedAt,
		pausedAt: undefined,
		pausedMs: pausedMs + (pausedAt === undefined ? 0 : Math.max(0, finishedAt - pausedAt)),
		step: undefined,
		place: undefined,
		wanted: undefined,
		wantedAt: undefined,
		undoUntil: undefined,
		error: event.status === 'failed' ? cleanError(event.error) : undefined,
		result: cleanResult(event.result),
	};
	// Nothing more can be asked of a job that the engine no longer has.
	return withEstimate({ ...row, job, trace: null, can: { pause: false, cancel: false, retry: false } }, now);
}

function asked(row: Row, event: Extract<RowEvent, { type: 'asked' }>, { now, step }: Moment): Row {
	const { status, wanted: before, undoUntil: untilBefore } = row.job;
	const wanted = isEnd(status) ? undefined : toWish(event.action, row.job);
	const undoUntil = wanted === 'cancelled' ? (event.undoUntil ?? untilBefore) : undefined;
	if ((wanted === before || wanted === status) && undoUntil === untilBefore) return { ...row, askedStep: step };
	const wantedAt = wanted === undefined ? undefined : wanted === before ? row.job.wantedAt : now;
	return { ...row, askedStep: step, job: { ...row.job, wanted, wantedAt, undoUntil } };
}

function toWish(action: Action, { wanted: before, undoUntil }: JobFields): JobFields['wanted'] {
	// What was wished before it was to be cancelled, the engine says at the next reading.
	if (action === 'undo' && undoUntil !== undefined) return undefined;
	if (action === 'undo') return before;
	if (action === 'cancel' || before === 'cancelled') return 'cancelled';
	return action === 'pause' ? 'paused' : undefined;
}

function ticked(row: Row, now: number): Row {
	if (row.trace === null || row.job.status !== 'running') return row;
	const isStall = toStalledSince(row.trace, now) !== row.job.stalledSince;
	const isGroundLost = row.job.etaAt !== undefined && row.job.etaAt < now && estimateEnd(row.trace, now) === null;
	return isStall || isGroundLost ? withEstimate(row, now) : row;
}

type Traced = Pick<JobFields, 'status' | 'startedAt' | 'pausedMs' | 'expectedMs' | 'progress'>;

function toTrace(current: Row | null, job: Traced, now: number): RunTrace | null {
	if (job.status !== 'running' && job.status !== 'paused' && !isWaitingRun(job)) return null;
	const isSameStart = current !== null && current.trace !== null && current.job.startedAt === job.startedAt;
	const trace =
		isSameStart && current.trace !== null
			? current.trace
			: startTrace({ startedAt: Math.min(job.startedAt ?? now, now), expectedMs: job.expectedMs });
	return reduceTrace(trace, { at: now, progress: job.progress, pausedMs: job.pausedMs });
}

function withEstimate(row: Row, now: number): Row {
	const next = copyRow(row);
	moveEstimate(next, now);
	return next;
}

/** Whether reading told nothing new; estimates move with time alone and do not count. */
function isSameRow(before: Row, after: Row): boolean {
	const { etaAt, etaSpreadMs, stalledSince } = before.job;
	return (
		before.lane === after.lane &&
		before.size === after.size &&
		isSameData(before.can, after.can) &&
		isSameData(before.job, { ...after.job, etaAt, etaSpreadMs, stalledSince })
	);
}
