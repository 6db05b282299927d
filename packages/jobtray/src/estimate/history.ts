/** How long the latest runs of one kind took. Plain data, so that it can be kept anywhere. */
export interface KindHistory {
	/** Milliseconds per unit of work, of runs that told their size; oldest first. */
	readonly perUnitMs: readonly number[];
	/** Milliseconds per run, of runs that did not; oldest first. */
	readonly perRunMs: readonly number[];
}

/** A completed run. */
export interface CompletedRun {
	/** Time it took, pauses left out. */
	durationMs: number;
	/** How large the work was, in units of its kind. */
	size?: number;
}

/** Runs remembered of each kind. Enough for a steady median, few enough to follow a new version of the work within a day. */
export const rememberedRuns = 20;

/** What is known of a kind before its first run has completed. */
export const emptyHistory: KindHistory = { perUnitMs: [], perRunMs: [] };

/** Adds a completed run; one without a positive, finite duration is left out. */
export function addRun(history: KindHistory, { durationMs, size }: CompletedRun): KindHistory {
	if (!isPositive(durationMs)) return history;
	if (isPositive(size)) return { ...history, perUnitMs: keepLatest(history.perUnitMs, durationMs / size) };
	return { ...history, perRunMs: keepLatest(history.perRunMs, durationMs) };
}

/**
 * How long a run of this kind and size should take: the median of what the latest ones took.
 * `undefined` while no comparable run has completed.
 */
export function toExpectedMs(history: KindHistory, size?: number): number | undefined {
	if (isPositive(size)) {
		const perUnit = toMedian(history.perUnitMs);
		if (perUnit !== undefined) return Math.round(perUnit * size);
	}
	const perRun = toMedian(history.perRunMs);
	return perRun === undefined ? undefined : Math.round(perRun);
}

function isPositive(value: number | undefined): value is number {
	return value !== undefined && Number.isFinite(value) && value > 0;
}

function keepLatest(values: readonly number[], value: number): readonly number[] {
	return [...values, value].slice(-rememberedRuns);
}

function toMedian(values: readonly number[]): number | undefined {
	const sorted = [...values].sort((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)];
	const lower = sorted[Math.ceil(sorted.length / 2) - 1];
	return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}
