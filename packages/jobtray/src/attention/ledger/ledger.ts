/** What a ledger keeps of an end. */
export interface Told {
	/** The announcement's id, `key#run@finishedAt`. */
	id: string;
	/** When the run ended, on the server's clock. */
	finishedAt: number;
}

/** What one person has been told on this device, over all tabs. */
export interface Ledger {
	/**
	 * Up to when ends count as told whether or not they are listed; the first call ever on a device makes that `now`.
	 * Forgets old entries, and then counts everything up to them as told.
	 */
	toldUpTo(now: number): Promise<number>;
	/** Lists ends as told. Returns the ids that were not listed before: those are the caller's to tell, and no other tab's. */
	claim(ends: readonly Told[]): Promise<ReadonlySet<string>>;
	/** Lets go of what is open. Idempotent. */
	close(): void;
}
