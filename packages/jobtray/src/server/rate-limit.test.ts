import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createRateLimit } from './rate-limit.ts';

test('[RT1] each has a limit of their own, and who has rested is forgotten', () => {
	const clock = createFakeClock(0);
	const limit = createRateLimit({ rate: { burst: 2, perSecond: 1 }, clock });
	expect([limit.take('ann'), limit.take('ann'), limit.take('ann'), limit.take('bob')]).toEqual([0, 0, 1_000, 0]);
	limit.tidy();
	expect(limit.size()).toBe(2);
	clock.advance(2_001);
	limit.tidy();
	expect(limit.size()).toBe(0);
});
