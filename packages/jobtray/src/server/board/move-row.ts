import { estimateEnd, startTrace, toStalledSince } from '../../estimate/index.ts';
import { changeTrace } from '../../estimate/trace.ts';
import { limits } from '../../protocol/index.ts';
import { toProgress } from './clean-record.ts';
import { toPlainText } from './plain-text.ts';
import type { JobFields, RowState } from './row.ts';

/** Progress as it was heard. */
export interface Progressed {
	type: 'progressed';
	run?: number;
	progress: unknown;
	step?: unknown;
}

/** What came of it: of another run or before the run, heard without anything new, or the row has moved. */
export type Movement = 'ignored' | 'heard' | 'moved';

/**
 * Takes progress into the row of a job that has not ended, in place: every progress of every job comes through here, and
 * a copy of the row would live until the job's next one, which costs the garbage collector more than all else an update.
 */
export function moveRow(row: RowState, event: Progressed, { now, step }: { now: number; step: number }): Movement {
	const { job } = row;
	if ((event.run !== undefined && event.run !== job.run) || job.status === 'queued') return 'ignored';
	row.heardStep = step;
	// A hint without a number speaks only of the step.
	const progress = toProgress(event.progress) ?? job.progress;
	const jobStep = toPlainText(event.step, limits.nameChars) ?? job.step;
	if (progress === job.progress && jobStep === job.step) return 'heard';
	const { startedAt, expectedMs, pausedMs } = job;
	row.trace ??= startTrace({ startedAt: Math.min(startedAt ?? now, now), expectedMs });
	changeTrace(row.trace, { at: now, progress, pausedMs });
	job.progress = progress;
	job.step = jobStep;
	moveEstimate(row, now);
	return 'moved';
}

/** Works out anew, in place, when the run should end. Only a running job has an end in sight. */
export function moveEstimate(row: RowState, now: number): void {
	const { job } = row;
	const trace = job.status === 'running' ? row.trace : null;
	const end = trace === null ? null : estimateEnd(trace, now);
	job.etaAt = end?.etaAt;
	job.etaSpreadMs = end?.spreadMs;
	job.stalledSince = trace === null ? undefined : toStalledSince(trace, now);
	row.weightMs = toWeightMs(job) ?? row.weightMs;
}

/** What its kind takes; else what the run itself should take, or took. */
function toWeightMs({ expectedMs, startedAt, pausedMs, etaAt, finishedAt }: JobFields): number | undefined {
	const endsAt = finishedAt ?? etaAt;
	if (expectedMs !== undefined || startedAt === undefined || endsAt === undefined) return expectedMs;
	const ownMs = endsAt - startedAt - pausedMs;
	return ownMs > 0 ? ownMs : undefined;
}
