import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideBackOffMs, decideSlowBackOffMs } from './back-off.ts';

const random = fc.double({ min: 0, max: 1, noNaN: true });

test('[LK3] a wait lies anywhere between nothing and a bound that doubles from 0.5 s to 20 s', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 5_000 }), random, (attempt, chance) => {
			const waitMs = decideBackOffMs(attempt, chance);
			const bound = decideBackOffMs(attempt, 1);
			expect(waitMs).toBeGreaterThanOrEqual(0);
			expect(waitMs).toBeLessThanOrEqual(bound);
			expect(bound).toBe(Math.min(20_000, 500 * 2 ** (attempt - 1)));
		}),
	);
});

test('[LK5] where the server asks for patience a wait is 30 to 60 s', () => {
	expect(decideSlowBackOffMs(0)).toBe(30_000);
	expect(decideSlowBackOffMs(1)).toBe(60_000);
});
