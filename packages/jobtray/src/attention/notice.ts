import type { RunEnd } from '../client/index.ts';

/** One thing to tell a person, once. */
export type Notice =
	/** One run completed or failed. */
	| { type: 'ended'; end: RunEnd }
	/** Five or more runs ended within a second; oldest first. */
	| { type: 'burst'; ends: readonly RunEnd[] }
	/** What ended while nobody could be told. At least one of the two is not 0. */
	| { type: 'summary'; completed: number; failed: number }
	/** The person tries how they are told. */
	| { type: 'test' };
