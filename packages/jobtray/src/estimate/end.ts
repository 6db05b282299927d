import type { RunTrace } from './trace.ts';

/** When a run should end. */
export interface EndEstimate {
	/** Epoch ms. */
	etaAt: number;
	/** Half the width of the range around it. */
	spreadMs: number;
}

/** Progress that a run must have made, in at least {@link groundMs} and {@link groundMoves} moves, before its own pace is trusted. */
const groundProgress = 0.02;
const groundMs = 2_000;
const groundMoves = 3;

/** How much progress the expectation from earlier runs is worth: at this much progress, it and the run's own pace count alike. */
const priorProgress = 0.1;

/** How far off an expectation from earlier runs usually is. */
const priorError = 0.25;

/**
 * When the run should end, from its pace over all, its pace of late, and how long its kind took before.
 *
 * `null` without ground: an unknown kind that has hardly begun, or a known one that is over its time and has told nothing.
 * The range is as wide as the views disagree.
 */
export function estimateEnd(trace: RunTrace, now: number): EndEstimate | null {
	const own = toOwnPace(trace);
	const pace = own === null ? (trace.expectedMs ?? null) : mixWithPrior(trace, own.mean);
	if (pace === null) return null;
	const sinceMs = Math.max(0, now - trace.at);
	const leftMs = (1 - trace.progress) * pace - Math.min(sinceMs, (1 - trace.progress) * pace);
	if (own === null && leftMs === 0) return null;
	const disagreement = own === null ? priorError * pace : (own.spread + priorError * pace * toPriorShare(trace)) / 2;
	return { etaAt: Math.round(now + leftMs), spreadMs: Math.round((1 - trace.progress) * disagreement) };
}

function toOwnPace(trace: RunTrace): { mean: number; spread: number } | null {
	const { progress, activeMs, moves, recentPaceSum, recentWeight } = trace;
	if (progress < groundProgress || activeMs < groundMs || moves < groundMoves) return null;
	const overall = activeMs / progress;
	const recent = recentPaceSum / recentWeight;
	return { mean: (overall + recent) / 2, spread: Math.abs(overall - recent) };
}

function mixWithPrior(trace: RunTrace, own: number): number {
	if (trace.expectedMs === undefined) return own;
	const share = toPriorShare(trace);
	return share * trace.expectedMs + (1 - share) * own;
}

function toPriorShare(trace: RunTrace): number {
	return trace.expectedMs === undefined ? 0 : priorProgress / (priorProgress + trace.progress);
}
