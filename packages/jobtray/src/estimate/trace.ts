import { type RunTrace, startTrace } from './run-trace.ts';
import { moveEnd } from './shown-end.ts';

/** Fresh progress of a run. */
export interface TraceSample {
	/** Epoch ms. */
	at: number;
	/** 0..1; `null` says nothing and changes nothing. */
	progress: number | null;
	/** Time this run has been paused up to `at`. */
	pausedMs?: number;
}

/**
 * Progress over which the recent pace forgets, as a share of what is left to do: what is far off is best told from much
 * of what went before, the last steps from the last steps. Never less than the second figure, or it would jump.
 */
const recentShare = 0.4;
const leastRecent = 0.02;

/** Share of the new gap in the usual gap: few enough to tell a stall from a longer gap, and enough gaps to be usual. */
const gapShare = 0.05;

/** A gap that is this many times the usual one, and this long, is a stall: what is beyond is lost, and not expected again. */
const stallGaps = 8;
const leastStallGapMs = 1_000;

/** Moves with which a run gets going: before, no gap can be told from a usual one. */
const startMoves = 3;

/** Takes in fresh progress. What falls behind the latest sample in time is ignored; progress that falls starts the averages anew. */
export function reduceTrace(trace: RunTrace, { at, progress, pausedMs = trace.pausedMs }: TraceSample): RunTrace {
	if (progress === null || !Number.isFinite(progress) || at < trace.at) return trace;
	const moved = progress - trace.progress;
	const pausedNow = Math.max(pausedMs, trace.pausedMs);
	const activeMs = Math.max(trace.activeMs, at - trace.startedAt - pausedNow);
	if (moved === 0) return { ...trace, pausedMs: pausedNow };
	if (moved < 0) return { ...startTrace(trace), at, pausedMs: pausedNow, activeMs, progress, movedAt: at };
	const { moves } = trace;
	const gapMs = Math.max(0, activeMs - trace.activeMs);
	const workMs = toWorkMs(trace, gapMs);
	const usualGapMs = moves < startMoves ? workMs : trace.usualGapMs + gapShare * (workMs - trace.usualGapMs);
	// How long the first moves took is getting ready as well, and not the pace of late.
	const isFirst = moves === 0;
	const isPace = moves >= startMoves;
	const forget = isPace ? Math.exp(-moved / Math.max(leastRecent, recentShare * (1 - progress))) : 1;
	// By hand, as every progress of every job comes through here: a spread would take twice the memory.
	const next = {
		startedAt: trace.startedAt,
		expectedMs: trace.expectedMs,
		progress,
		at,
		pausedMs: pausedNow,
		activeMs,
		lostMs: isPace ? trace.lostMs + gapMs - workMs : trace.lostMs,
		firstMs: isFirst ? activeMs : trace.firstMs,
		firstProgress: isFirst ? progress : trace.firstProgress,
		recentPaceSum: isPace ? trace.recentPaceSum * forget + (workMs / moved) * (1 - forget) : trace.recentPaceSum,
		recentWeight: isPace ? trace.recentWeight * forget + (1 - forget) : trace.recentWeight,
		movedAt: at,
		usualGapMs,
		moves: moves + 1,
		shown: trace.shown,
	};
	if (!isFirst) next.shown = moveEnd(next, gapMs);
	return next;
}

/** What of a gap was work, and not standing still. */
function toWorkMs({ moves, usualGapMs }: RunTrace, gapMs: number): number {
	const mostMs = Math.max(leastStallGapMs, stallGaps * usualGapMs);
	return moves < startMoves ? gapMs : Math.min(gapMs, mostMs);
}
