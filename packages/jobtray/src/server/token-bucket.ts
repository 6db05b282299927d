/** How much one party may do. */
export interface Rate {
	/** How many at once. */
	burst: number;
	/** How many a second in the long run. */
	perSecond: number;
}

/** What one party has left. */
export interface Bucket {
	readonly tokens: number;
	/** Epoch ms. */
	readonly at: number;
}

/** The answer to one more request: what is left, and how long to wait where it was too many. */
export interface Taken {
	bucket: Bucket;
	/** 0 where the request is allowed. */
	waitMs: number;
}

/** Takes one token, after what has come in since the last time. A party that is new has a full bucket. */
export function takeToken(bucket: Bucket | undefined, rate: Rate, now: number): Taken {
	const sinceMs = Math.max(0, now - (bucket?.at ?? now));
	const tokens = Math.min(rate.burst, (bucket?.tokens ?? rate.burst) + (sinceMs / 1_000) * rate.perSecond);
	if (tokens >= 1) return { bucket: { tokens: tokens - 1, at: now }, waitMs: 0 };
	return { bucket: { tokens, at: now }, waitMs: Math.ceil(((1 - tokens) / rate.perSecond) * 1_000) };
}
