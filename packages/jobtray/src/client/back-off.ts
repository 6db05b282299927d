/** Bounds of the waits between attempts, in milliseconds. */
export const backOff = {
	/** The most before the second attempt; doubled for each further one. */
	firstMs: 500,
	/** The most before any. */
	mostMs: 20_000,
	/** The least before an attempt that the server wants to be slow; the most is twice this. */
	slowMs: 30_000,
} as const;

/**
 * Chooses the wait after `attempt` failed attempts (from 1): anywhere between nothing and the bound ("full jitter"),
 * so that the clients of a restarted gateway do not come back together.
 */
export function decideBackOffMs(attempt: number, random: number): number {
	return Math.round(random * Math.min(backOff.mostMs, backOff.firstMs * 2 ** (attempt - 1)));
}

/** Chooses the wait where the server has asked for patience. */
export function decideSlowBackOffMs(random: number): number {
	return Math.round(backOff.slowMs * (1 + random));
}
