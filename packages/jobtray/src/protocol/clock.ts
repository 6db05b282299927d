/** Time as a port: the only way in which code of either side learns the time or waits. */
export interface Clock {
	/** Epoch milliseconds. */
	now(): number;
	/** Calls `run` once after `delayMs`. Returns what calls it off; calling it off twice, or too late, does nothing. */
	setTimer(delayMs: number, run: () => void): () => void;
}
