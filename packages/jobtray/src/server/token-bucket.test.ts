import { expect, test } from 'vitest';
import { type Bucket, takeToken } from './token-bucket.ts';

const rate = { burst: 3, perSecond: 2 };

test('[RT1] a party may do its burst at once, then its rate, and is told how long to wait', () => {
	let bucket: Bucket | undefined;
	const waits = [0, 0, 0, 0, 250, 500].map((now) => {
		const taken = takeToken(bucket, rate, now);
		bucket = taken.bucket;
		return taken.waitMs;
	});
	expect(waits).toEqual([0, 0, 0, 500, 250, 0]);
});

test('[RT1] time that runs backwards gives nothing and takes nothing', () => {
	expect(takeToken({ tokens: 1, at: 1_000 }, rate, 0)).toEqual({ bucket: { tokens: 0, at: 0 }, waitMs: 0 });
});
