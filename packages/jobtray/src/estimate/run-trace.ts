/** The end of a run as it is shown: it follows what the pace says, but does not tremble with it. */
export interface ShownEnd {
	/** Active time at which the run should end. */
	readonly endMs: number;
	/** Half the width of the range around it. */
	readonly spreadMs: number;
	/** Active time since when there has been one. */
	readonly sinceMs: number;
}

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
	/** Active time of it that was lost in stalls. */
	readonly lostMs: number;
	/** Active time up to the first move, and how far that got: getting ready is in it as well. */
	readonly firstMs: number;
	readonly firstProgress: number;
	/** Pace of late, as a weighted sum and its weight (0..1): recent progress counts for more. */
	readonly recentPaceSum: number;
	readonly recentWeight: number;
	/** When progress last moved. */
	readonly movedAt: number;
	/** How long progress usually takes to move. */
	readonly usualGapMs: number;
	/** How often it has moved. */
	readonly moves: number;
	/** The end that is shown; `null` before there is ground for one. */
	readonly shown: ShownEnd | null;
}

/** A trace that is changed in place. */
export type TraceState = { -readonly [Name in keyof Omit<RunTrace, 'shown'>]: RunTrace[Name] } & {
	shown: { -readonly [Name in keyof ShownEnd]: ShownEnd[Name] } | null;
};

/** Begins the trace of a run. */
export function startTrace({ startedAt, expectedMs }: { startedAt: number; expectedMs?: number }): TraceState {
	return {
		startedAt,
		expectedMs: (expectedMs ?? 0) > 0 ? expectedMs : undefined,
		progress: 0,
		at: startedAt,
		pausedMs: 0,
		activeMs: 0,
		lostMs: 0,
		firstMs: 0,
		firstProgress: 0,
		recentPaceSum: 0,
		recentWeight: 0,
		movedAt: startedAt,
		usualGapMs: 0,
		moves: 0,
		shown: null,
	};
}
