/** When a run should end, as it was estimated at a time. */
export interface Estimate {
	/** Epoch ms. */
	at: number;
	/** Half the width of the range around it. */
	spreadMs: number;
	/** When this was so, epoch ms. */
	now: number;
}

/** What was said stays while it is off by no more than this, or this share of what is left, whichever is more … */
const toleranceMs = 45_000;
const toleranceShare = 0.08;

/** … and by no more than this share of what is left, however little that is. */
const mostShare = 0.5;

/**
 * Chooses what to say of a run's end: what was said last, for as long as what was left then, its end and its range are
 * near enough to the fresh ones, so that words do not go back and forth. The same estimate twice gives the same.
 */
export function createSaid(): (fresh: Estimate) => Estimate {
	let said: Estimate | null = null;
	return (fresh) => {
		if (said === null || !isNear(said, fresh)) said = fresh;
		return said;
	};
}

function isNear(said: Estimate, fresh: Estimate): boolean {
	const leftMs = fresh.at - fresh.now;
	const mayBeOffMs = Math.min(Math.max(toleranceMs, toleranceShare * leftMs), mostShare * leftMs);
	const offMs = Math.max(
		Math.abs(said.at - said.now - leftMs),
		Math.abs(said.at - fresh.at),
		Math.abs(said.spreadMs - fresh.spreadMs),
	);
	return offMs <= mayBeOffMs;
}
