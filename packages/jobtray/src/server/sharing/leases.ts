/** What came of asking for a lease. */
export type LeaseAnswer =
	/** It is held from now on, in a term that nobody has had before: each is higher than all before it. */
	| { type: 'held'; term: number }
	/** Somebody else holds it, for as long as this unless they renew it. */
	| { type: 'taken'; leftMs: number };

/** Who asks for a lease, and for how long. */
export interface LeaseAsk {
	holder: string;
	ttlMs: number;
}

/** Somebody's time as the holder of a lease. */
export interface LeaseTerm {
	holder: string;
	term: number;
}

/**
 * Leases by name, by the clock of the store that keeps them, so that the clocks of those who hold them do not matter.
 *
 * Every implementation passes the contract suite.
 */
export interface Leases {
	acquire(name: string, ask: LeaseAsk): Promise<LeaseAnswer>;
	/** Begins its time anew. `false` where it is over, or another's by now. */
	renew(name: string, renewal: LeaseTerm & { ttlMs: number }): Promise<boolean>;
	/** Gives it back, where it is still held in that term. */
	release(name: string, held: LeaseTerm): Promise<void>;
}
