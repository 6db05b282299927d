import type { RunTrace, TraceState } from './run-trace.ts';

/** Progress that a run must have made, in at least {@link groundMs} and {@link groundMoves} moves, before its own pace is trusted. */
const groundProgress = 0.02;
const groundMs = 2_000;
const groundMoves = 3;

/** How much progress the expectation from earlier runs is worth: at this much progress, it and the run's own pace count alike. */
const priorProgress = 0.1;

/** How far off an expectation from earlier runs usually is. */
export const priorError = 0.25;

/** What the first move may take, in usual gaps: what it took beyond was getting ready, and is not expected again. */
const firstGaps = 3;

/**
 * How many times the pace must have doubled or halved at the start of a run to be believed to have changed; in proportion
 * to what is left, so that half way a good doubling does, and in the end any. From one doubling more it is believed fully.
 */
const changeDoublings = 2.5;

/** A shown end that is off by less than this share of what is left is left alone. */
const calmShare = 0.05;

/** The shown end goes most of the way in this share of what is left, or of the time that there has been one, if that is less. */
const followLeft = 0.02;
const followSince = 0.15;

/** Moves the shown end, in place, after the run has moved, `gapMs` after its last move; without ground there is none. */
export function moveEnd(trace: TraceState, gapMs: number): void {
	const { progress, activeMs, moves, shown } = trace;
	if (progress < groundProgress || activeMs < groundMs || moves < groundMoves) {
		trace.shown = null;
		return;
	}
	const { pace, spread } = toPace(trace);
	const left = 1 - progress;
	const leftMs = left * pace;
	const spreadMs = left * spread;
	if (shown === null) {
		trace.shown = { endMs: activeMs + leftMs, spreadMs, sinceMs: activeMs - gapMs };
		return;
	}
	const inMs = Math.max(1, Math.min(followLeft * leftMs, followSince * (activeMs - shown.sinceMs)));
	const follow = 1 - Math.exp(-gapMs / inMs);
	const off = activeMs + leftMs - shown.endMs;
	const isCalm = Math.abs(off) < calmShare * leftMs;
	if (!isCalm) shown.endMs += follow * off;
	shown.spreadMs += follow * (spreadMs - shown.spreadMs);
}

/** Active milliseconds per whole job, and how far its views are apart: all that was seen, the latest, and earlier runs. */
function toPace(trace: RunTrace): { pace: number; spread: number } {
	const { recentPaceSum, recentWeight, expectedMs, progress, activeMs, lostMs } = trace;
	const recent = recentWeight === 0 ? activeMs / progress : recentPaceSum / recentWeight;
	const overall = (activeMs - lostMs - toReadyMs(trace, recent)) / progress;
	const own = overall + toChange(recent / overall, 1 - progress) * (recent - overall);
	const ownSpread = Math.abs(overall - recent) / 2;
	if (expectedMs === undefined) return { pace: own, spread: ownSpread };
	const prior = priorProgress / (priorProgress + progress);
	return { pace: prior * expectedMs + (1 - prior) * own, spread: ownSpread + (priorError * expectedMs * prior) / 2 };
}

/** What the first move took beyond its own work: getting ready. */
function toReadyMs({ firstMs, firstProgress, usualGapMs }: RunTrace, recent: number): number {
	return Math.max(0, firstMs - Math.max(firstGaps * usualGapMs, firstProgress * recent));
}

/**
 * How surely the pace has changed for good, 0..1. On a busy machine it wavers and comes back, and then all that was seen is
 * the better guide: the more so, the more is left for it to come back in.
 */
function toChange(factor: number, left: number): number {
	return Math.min(1, Math.max(0, Math.abs(Math.log2(factor)) - changeDoublings * left));
}
