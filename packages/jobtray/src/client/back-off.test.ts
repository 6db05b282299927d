import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideBackOffMs, decideSlowBackOffMs } from './back-off.ts';

const random = fc.double({ min: 0, max: 1, noNaN: true });

test('[LK3] a wait lies anywhere between nothing and a bound that never falls, up to 20 s', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 5_000 }), random, (attempt, chance) => {
			const waitMs = decideBackOffMs(attempt, chance);
			const bound = decideBackOffMs(attempt, 1);
			expect(waitMs).toBeGreaterThanOrEqual(0);
			expect(waitMs).toBeLessThanOrEqual(bound);
			expect(bound).toBeGreaterThanOrEqual(decideBackOffMs(attempt - 1, 1));
			expect(bound).toBeLessThanOrEqual(20_000);
		}),
	);
});

test('[LK3] the bound stays at 4 s for as long as a restart may take, and doubles from there', () => {
	const bounds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((attempt) => decideBackOffMs(attempt, 1));
	expect(bounds).toEqual([500, 1_000, 2_000, 4_000, 4_000, 4_000, 4_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
});

test('[LK5] where the server asks for patience a wait is 30 to 60 s', () => {
	expect(decideSlowBackOffMs(0)).toBe(30_000);
	expect(decideSlowBackOffMs(1)).toBe(60_000);
});
