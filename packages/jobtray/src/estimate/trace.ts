/**
 * What is remembered of one run's progress, in constant space.
 *
 * Pace is active milliseconds per whole job. It is averaged over progress, not over time,
 * so that a chatty job and a quiet one are judged alike.
 */
export interface RunTrace {
	readonly startedAt: number;
	/** How long the run should take, where its kind is known. */
	readonly expectedMs?: number;
	/** The latest progress told. */
	readonly progress: number;
	/** When it was told. */
	readonly at: number;
	/** Time paused up to then. */
	readonly pausedMs: number;
	/** Active time up to then. */
	readonly activeMs: number;
	/** Pace of late, as a weighted sum and its weight (0..1): recent progress counts for more. */
	readonly recentPaceSum: number;
	readonly recentWeight: number;
	/** When progress last moved. */
	readonly movedAt: number;
	/** How long progress usually takes to move. */
	readonly usualGapMs: number;
	/** How often it has moved. */
	readonly moves: number;
}

/** Fresh progress of a run. */
export interface TraceSample {
	/** Epoch ms. */
	at: number;
	/** 0..1; `null` says nothing and changes nothing. */
	progress: number | null;
	/** Time this run has been paused up to `at`. */
	pausedMs?: number;
}

/** Share of the job over which the recent pace forgets: short enough to follow a new phase, long enough not to jump. */
const recentShare = 0.15;

/** Share of the new gap in the usual gap. */
const gapShare = 0.2;

/** Begins the trace of a run. */
export function startTrace({ startedAt, expectedMs }: { startedAt: number; expectedMs?: number }): RunTrace {
	return {
		startedAt,
		...(expectedMs !== undefined && expectedMs > 0 ? { expectedMs } : {}),
		progress: 0,
		at: startedAt,
		pausedMs: 0,
		activeMs: 0,
		recentPaceSum: 0,
		recentWeight: 0,
		movedAt: startedAt,
		usualGapMs: 0,
		moves: 0,
	};
}

/** Takes in fresh progress. What falls behind the latest sample in time is ignored; progress that falls starts the averages anew. */
export function reduceTrace(trace: RunTrace, { at, progress, pausedMs = trace.pausedMs }: TraceSample): RunTrace {
	if (progress === null || !Number.isFinite(progress) || at < trace.at) return trace;
	const moved = progress - trace.progress;
	const pausedNow = Math.max(pausedMs, trace.pausedMs);
	const activeMs = Math.max(trace.activeMs, at - trace.startedAt - pausedNow);
	const told = { at, pausedMs: pausedNow };
	if (moved === 0) return { ...trace, pausedMs: pausedNow };
	if (moved < 0) return { ...startTrace(trace), ...told, startedAt: trace.startedAt, activeMs, progress, movedAt: at };
	const gapMs = Math.max(0, activeMs - trace.activeMs);
	const forget = Math.exp(-moved / recentShare);
	return {
		...trace,
		...told,
		progress,
		activeMs,
		recentPaceSum: trace.recentPaceSum * forget + (gapMs / moved) * (1 - forget),
		recentWeight: trace.recentWeight * forget + (1 - forget),
		movedAt: at,
		usualGapMs: trace.moves === 0 ? gapMs : trace.usualGapMs + gapShare * (gapMs - trace.usualGapMs),
		moves: trace.moves + 1,
	};
}
