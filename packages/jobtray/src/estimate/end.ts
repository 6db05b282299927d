import type { RunTrace } from './run-trace.ts';
import { priorError } from './shown-end.ts';

/** When a run should end. */
export interface EndEstimate {
	/** Epoch ms. */
	etaAt: number;
	/** Half the width of the range around it. */
	spreadMs: number;
}

/**
 * When the run should end, from its pace over all, its pace of late, and how long its kind took before.
 *
 * `null` without ground: an unknown kind that has hardly begun, or a known one that is over its time and has told nothing.
 * The range is as wide as the views disagree.
 */
export function estimateEnd(trace: RunTrace, now: number): EndEstimate | null {
	const { shown, startedAt, pausedMs, progress, activeMs, expectedMs } = trace;
	if (shown !== null) {
		const endAt = startedAt + pausedMs + shown.endMs;
		return { etaAt: Math.round(Math.max(now, endAt)), spreadMs: Math.round(shown.spreadMs) };
	}
	if (expectedMs === undefined) return null;
	const leftMs = (1 - progress) * expectedMs;
	const endAt = startedAt + pausedMs + activeMs + leftMs;
	return endAt > now ? { etaAt: Math.round(endAt), spreadMs: Math.round(priorError * leftMs) } : null;
}
