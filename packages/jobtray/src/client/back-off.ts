/** Bounds of the waits between attempts, in milliseconds. */
export const backOff = {
	/** The most before the second attempt; doubled for each further one. */
	firstMs: 500,
	/** The most while a restart may still be the reason. */
	restartMs: 4_000,
	/** Attempts until it is no restart. With waits of half their bounds on average they last some 10 to 15 s. */
	restartAttempts: 8,
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
	return Math.round(random * toBoundMs(attempt));
}

function toBoundMs(attempt: number): number {
	const { firstMs, restartMs, restartAttempts, mostMs } = backOff;
	if (attempt <= restartAttempts) return Math.min(restartMs, firstMs * 2 ** (attempt - 1));
	return Math.min(mostMs, restartMs * 2 ** (attempt - restartAttempts));
}

/** Chooses the wait where the server has asked for patience. */
export function decideSlowBackOffMs(random: number): number {
	return Math.round(backOff.slowMs * (1 + random));
}
