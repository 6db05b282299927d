import type { RunEnd } from '../client/index.ts';

/** Ends, and how things stood when they were heard. */
export interface Heard {
	ends: readonly RunEnd[];
	/** On this device's clock. */
	at: number;
	/** On the server's clock. */
	now: number;
	/** Since when the link had been up, on the server's clock. */
	linkedSince: number;
	/** Whether the page has been seen ever since. */
	seen: boolean;
	/** Whether the person has been looking elsewhere ever since. */
	away: boolean;
}
