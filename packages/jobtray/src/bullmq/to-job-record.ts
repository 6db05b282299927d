import { type JobGroup, limits, type Status } from '../protocol/index.ts';
import type { JobRecord, Listed } from '../server/source.ts';
import { type Describe, type DescribedJob, toDescribedJob } from './describe-job.ts';
import { type EngineState, type JobLine, type JobRow, toKey } from './job-row.ts';
import { toShownProgress } from './plain-progress.ts';
import { decodeTold, type ToldProgress, toResult } from './told-progress.ts';
import type { Wish } from './wish.ts';

/** What else a record depends on. */
export interface RecordContext {
	describe: Describe;
	/** What was asked of the job and is not withdrawn. */
	wish: Wish | undefined;
	/** Told what in the row was not as it should be. */
	odd: (what: string) => void;
}

/** Maps a BullMQ job, of any worker and in any shape, to a row of the board. Never throws. */
export function toJobRecord(row: JobRow, { describe, wish, odd }: RecordContext): JobRecord {
	const key = toKey(row.queue, row.id);
	const run = toRun(row);
	const told = decodeTold(row.progress);
	const current = told?.run === run ? told : null;
	const status = toStatus(row, wish);
	const began = row.state === 'active' || isEnded(row.state);
	const described = toDescribedJob(
		{ queue: row.queue, id: row.id, name: row.name, data: row.data, addedAt: row.addedAt },
		{ describe, odd },
	);
	const { pausable, cancellable, batch, result: promised, ...people } = described;
	const record: JobRecord = {
		key,
		queue: row.queue,
		run,
		...people,
		status,
		progress: null,
		createdAt: row.addedAt,
		can: {
			pause: pausable && !row.isGone,
			cancel: (row.state !== 'active' || cancellable || current !== null) && !row.isGone,
			// BullMQ no longer has what it would run again.
			retry: !row.isGone,
		},
	};
	if (began) {
		// A told progress of another run says nothing of this one.
		const shown = told === null ? toShownProgress(row.progress, () => odd('progress')) : fromTold(current);
		record.progress = shown.progress;
		if (shown.step !== undefined && shown.step !== '') record.step = shown.step;
		if (row.processedAt !== null) record.startedAt = row.processedAt;
		record.pausedMs = current?.pausedMs ?? 0;
	}
	if (row.state === 'active' && current?.pausedAt !== undefined) record.pausedAt = current.pausedAt;
	if (isEnded(row.state) && row.finishedAt !== null) record.finishedAt = row.finishedAt;
	const restarts = toRestarts(row, current);
	if (restarts > 0) record.restarts = restarts;
	if (wish !== undefined && isOpen(wish, status)) {
		record.wanted = wish.wanted;
		record.wantedAt = wish.at;
	}
	if (row.undoUntil !== null && !isEnded(row.state)) {
		record.wanted = 'cancelled';
		if (row.askedAt !== null) record.wantedAt = row.askedAt;
		record.undoUntil = row.undoUntil;
	}
	const group = toGroup(row, described);
	if (group !== undefined) record.group = group;
	if (status === 'failed') record.error = { message: toErrorLine(row.failedReason) };
	const result = row.state === 'completed' ? (current?.result ?? toResult(row.returned) ?? promised) : undefined;
	if (result !== undefined) record.result = result;
	if (row.priority > 0) record.lane = row.priority;
	if (!isInLine(row, status)) record.inLine = false;
	return record;
}

/** Maps a line of a listing. */
export function toListed(line: JobLine, wish: Wish | undefined): Listed {
	const status = toStatus(line, wish);
	const listed: Listed = { key: toKey(line.queue, line.id), status, run: toRun(line) };
	// As on the board, where what is no time counts for none.
	if (line.addedAt !== null && line.addedAt >= 0) listed.createdAt = line.addedAt;
	if (!isInLine(line, status)) listed.inLine = false;
	if (wish !== undefined && isOpen(wish, status)) listed.wanted = wish.wanted;
	if (line.undoUntil !== null && !isEnded(line.state)) {
		listed.wanted = 'cancelled';
		listed.undoUntil = line.undoUntil;
	}
	return listed;
}

/** A flow is a group, named after its parent; a batch is one of its owner's. */
function toGroup(row: JobRow, { name, batch, owner }: DescribedJob): JobGroup | undefined {
	if (row.parent !== null) return { id: toKey(row.parent.queue, row.parent.id) };
	if (row.children > 0) return { id: toKey(row.queue, row.id), name, size: row.children };
	// Two people may have hit upon the same word.
	return batch === undefined ? undefined : { ...batch, id: `batch:${owner?.id ?? ''}:${batch.id}` };
}

/** Delayed jobs, parents of children and resumed jobs without a place wait for something else than their turn. */
function isInLine(line: JobLine, status: Status): boolean {
	return status !== 'queued' || line.state === 'waiting';
}

/** The number of the attempt: BullMQ counts those that have ended. */
function toRun({ state, attemptsMade }: Pick<JobLine, 'state' | 'attemptsMade'>): number {
	return Math.max(1, isEnded(state) ? attemptsMade : attemptsMade + 1);
}

/** BullMQ's state in the words of the board. */
function toStatus(line: JobLine, wish: Wish | undefined): Status {
	switch (line.state) {
		case 'completed':
			return 'completed';
		case 'failed':
			return line.cancelled ? 'cancelled' : 'failed';
		case 'active':
			if (line.stopped === null || line.stopped.run !== toRun(line)) return 'running';
			return line.stopped.waits ? 'queued' : 'paused';
		default:
			return line.held || wish?.wanted === 'paused' ? 'paused' : 'queued';
	}
}

/** Whether a wish still waits to be followed in this state. */
function isOpen(wish: Wish, status: Status): boolean {
	if (status === 'running') return true;
	return wish.wanted === 'cancelled' && (status === 'queued' || status === 'paused');
}

/** Whether BullMQ has an end of the job's last attempt. */
export function isEnded(state: EngineState): boolean {
	return state === 'completed' || state === 'failed';
}

/** The first line of what a job threw, without control characters, cut to what a row may hold. */
export function toErrorLine(reason: string | null): string {
	const line = (reason ?? '')
		.slice(0, limits.errorChars * 2)
		.split(/[\r\n\u2028\u2029]/)
		.map((each) => each.replace(/\p{Cc}/gu, ' ').trim())
		.find((each) => each !== '');
	return line === undefined ? 'It failed without saying why.' : line.slice(0, limits.errorChars);
}

function fromTold(told: ToldProgress | null): { progress: number | null; step?: string } {
	return told === null ? { progress: null } : { progress: told.p, step: told.step };
}

/** How often this run has begun anew. */
function toRestarts(row: JobRow, current: ToldProgress | null): number {
	const waiting = row.state !== 'active' && !isEnded(row.state);
	if (current !== null) return current.restarts + (waiting && current.held !== true ? 1 : 0);
	// Without the helper's own count: starts of this run beyond the first, as far as stalls explain them.
	const ended = isEnded(row.state) ? row.attemptsMade - 1 : row.attemptsMade;
	const before = row.attemptsStarted - ended - (waiting ? 0 : 1);
	return Math.max(0, Math.min(row.stalledCount, before));
}
