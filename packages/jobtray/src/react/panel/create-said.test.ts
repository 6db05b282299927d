import { describe, expect, it } from 'vitest';
import { createSaid, type Estimate } from './create-said.ts';

const minute = 60_000;

/** What is said last, in minutes left, of estimates `[minute, minutes left]` that come one after the other. */
function say(...estimates: [now: number, left: number][]): number {
	const toSaid = createSaid();
	const said = estimates.map(([now, left]) => toSaid({ at: (now + left) * minute, spreadMs: 0, now: now * minute }));
	return leftOf(said.at(-1)) / minute;
}

function leftOf(estimate: Estimate | undefined): number {
	return estimate === undefined ? Number.NaN : estimate.at - estimate.now;
}

describe('what is said of the time left', () => {
	it('[PN31] stays while no more than 45 s are off', () => {
		expect(say([0, 5], [0, 5.7], [0, 4.3])).toBe(5);
		expect(say([0, 5], [0, 5.8])).toBe(5.8);
	});

	it('[PN31] stays while no more than 8 % of what is left are off', () => {
		expect(say([0, 60], [0, 64])).toBe(60);
		expect(say([0, 60], [0, 66])).toBe(66);
	});

	it('[PN31] counts down as time passes', () => {
		expect(say([0, 5], [0.5, 4.5])).toBe(5);
		expect(say([0, 5], [1, 4])).toBe(4);
	});

	it('[PN31] keeps no time of day that the end has moved away from', () => {
		expect(say([0, 5], [0.5, 5], [1, 4.8])).toBe(4.8);
	});

	it('[PN31] is never off by more than half of what is left, and by nothing once it is over', () => {
		expect(say([0, 1], [0, 0.6])).toBe(0.6);
		expect(say([0, 1], [1, 0])).toBe(0);
		expect(say([0, 1], [2, -1])).toBe(-1);
	});

	it('[PN31] is never off by more than may be, however the estimate wanders', () => {
		const toSaid = createSaid();
		for (let now = 0; now < 20 * minute; now += 1_000) {
			const at = 20 * minute + 3 * minute * Math.sin(now / 40_000);
			const leftMs = Math.max(0, at - now);
			const said = toSaid({ at, spreadMs: 0, now });
			const offMs = Math.max(Math.abs(leftOf(said) - leftMs), Math.abs(said.at - at));
			if (leftMs > 0) expect(offMs).toBeLessThanOrEqual(Math.min(Math.max(45_000, 0.08 * leftMs), 0.5 * leftMs));
		}
	});

	it('[PN31] follows a range that has become much narrower or wider', () => {
		const toSaid = createSaid();
		toSaid({ at: 10 * minute, spreadMs: 4 * minute, now: 0 });
		expect(toSaid({ at: 10 * minute, spreadMs: minute, now: 0 }).spreadMs).toBe(minute);
	});

	it('[PN31] is the same however often it is asked for', () => {
		const toSaid = createSaid();
		const once = toSaid({ at: 10 * minute, spreadMs: 0, now: 0 });
		expect(toSaid({ at: 10 * minute, spreadMs: 0, now: 0 })).toBe(once);
	});
});
