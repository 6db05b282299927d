import type { Job } from '../protocol/index.ts';

/** How long a run has worked, without its pauses, in ms; `null` before it began. Never negative, whatever the clocks. */
export function toElapsedMs(job: Job, now: number): number | null {
	if (job.startedAt === undefined) return null;
	return Math.max(0, (job.finishedAt ?? job.pausedAt ?? now) - job.startedAt - job.pausedMs);
}

/** How long several runs have worked in all, in ms. */
export function sumElapsed(jobs: readonly Job[], now: number): number {
	return jobs.reduce((sum, job) => sum + (toElapsedMs(job, now) ?? 0), 0);
}
