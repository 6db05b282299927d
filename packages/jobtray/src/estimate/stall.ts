import type { RunTrace } from './run-trace.ts';

/** Silence shorter than this is never called a stall. */
const leastStallMs = 60_000;

/** Silence is a stall once it is this many times as long as is usual for the run. */
const stallFactor = 8;

/**
 * Since when the run has stood still, or `undefined` where it has not, or where there is no ground to say so:
 * a run that has never moved twice has no usual gap.
 */
export function toStalledSince(trace: RunTrace, now: number): number | undefined {
	if (trace.moves < 2) return undefined;
	const silentMs = now - trace.movedAt;
	return silentMs > Math.max(leastStallMs, stallFactor * trace.usualGapMs) ? trace.movedAt : undefined;
}
