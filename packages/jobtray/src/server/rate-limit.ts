import type { Clock } from '../protocol/index.ts';
import { type Bucket, type Rate, takeToken } from './token-bucket.ts';

/** Limits how much each of many parties may do; none costs another anything. */
export interface RateLimit {
	/** Counts one more. Returns how long to wait where it is too many, in milliseconds; 0 where it is allowed. */
	take(party: string): number;
	/** Forgets those who have done nothing for so long that they may do all again. */
	tidy(): void;
	/** How many parties it remembers. */
	size(): number;
}

/** Creates it; nobody has done anything yet. */
export function createRateLimit({ rate, clock }: { rate: Rate; clock: Clock }): RateLimit {
	const buckets = new Map<string, Bucket>();
	return {
		take(party) {
			const { bucket, waitMs } = takeToken(buckets.get(party), rate, clock.now());
			buckets.set(party, bucket);
			return waitMs;
		},
		tidy() {
			const fullAfterMs = (rate.burst / rate.perSecond) * 1_000;
			for (const [party, { at }] of buckets) if (clock.now() - at > fullAfterMs) buckets.delete(party);
		},
		size: () => buckets.size,
	};
}
