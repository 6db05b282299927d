import { type RunTrace, startTrace, type TraceState } from './run-trace.ts';
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
export function reduceTrace(trace: RunTrace, sample: TraceSample): RunTrace {
	const next = { ...trace, shown: trace.shown && { ...trace.shown } };
	return changeTrace(next, sample) ? next : trace;
}

/**
 * {@link reduceTrace} in place, as every progress of every job comes through here, and a copy would live until the next
 * one. Returns whether anything was to be done.
 */
export function changeTrace(trace: TraceState, { at, progress, pausedMs = trace.pausedMs }: TraceSample): boolean {
	if (progress === null || !Number.isFinite(progress) || at < trace.at) return false;
	const moved = progress - trace.progress;
	const pausedBefore = trace.pausedMs;
	trace.pausedMs = Math.max(pausedMs, pausedBefore);
	if (moved === 0) return trace.pausedMs !== pausedBefore;
	const activeBefore = trace.activeMs;
	const activeMs = Math.max(activeBefore, at - trace.startedAt - trace.pausedMs);
	if (moved < 0) {
		Object.assign(trace, startTrace(trace), { at, pausedMs: trace.pausedMs, activeMs, progress, movedAt: at });
		return true;
	}
	trace.activeMs = activeMs;
	const gapMs = Math.max(0, activeMs - activeBefore);
	takeGap(trace, { gapMs, moved, progress });
	trace.progress = progress;
	trace.at = trace.movedAt = at;
	if (trace.moves++ === 0) {
		// How long the first moves took is getting ready as well, and not the pace of late.
		trace.firstMs = activeMs;
		trace.firstProgress = progress;
	} else moveEnd(trace, gapMs);
	return true;
}

/** What a move says of the gap before it: how much of it was work, and at what pace. */
function takeGap(trace: TraceState, { gapMs, moved, progress }: { gapMs: number; moved: number; progress: number }) {
	const workMs = toWorkMs(trace, gapMs);
	if (trace.moves < startMoves) {
		trace.usualGapMs = workMs;
		return;
	}
	trace.usualGapMs += gapShare * (workMs - trace.usualGapMs);
	trace.lostMs += gapMs - workMs;
	const forget = Math.exp(-moved / Math.max(leastRecent, recentShare * (1 - progress)));
	trace.recentPaceSum = trace.recentPaceSum * forget + (workMs / moved) * (1 - forget);
	trace.recentWeight = trace.recentWeight * forget + (1 - forget);
}

/** What of a gap was work, and not standing still. */
function toWorkMs({ moves, usualGapMs }: RunTrace, gapMs: number): number {
	const mostMs = Math.max(leastStallGapMs, stallGaps * usualGapMs);
	return moves < startMoves ? gapMs : Math.min(gapMs, mostMs);
}
