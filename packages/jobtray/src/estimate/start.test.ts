import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QueueFigures } from '../protocol/index.ts';
import { countBefore, estimateStart } from './start.ts';

const figures: QueueFigures = {
	queue: 'paint',
	lanes: [
		{
			lane: 0,
			waiting: [
				[4, 6],
				[8, 10],
			],
		},
		{ lane: 5, waiting: [[0, 3]] },
	],
	running: 2,
	parallel: 2,
	freeAt: [1_000, 4_000],
	meanMs: 10_000,
};

describe('place in the queue', () => {
	test.each([
		[{ lane: 0, at: 4 }, 0],
		[{ lane: 0, at: 5 }, 1],
		[{ lane: 0, at: 8 }, 2],
		[{ lane: 0, at: 9 }, 3],
		[{ lane: 5, at: 0 }, 4],
		[{ lane: 5, at: 2 }, 6],
	])('[ES7] %o has %i before it', (place, before) => {
		expect(countBefore(figures, place)).toBe(before);
	});

	test.each([
		[0, 1_000],
		[1, 4_000],
		[2, 11_000],
		[3, 14_000],
		[5, 24_000],
	])('[ES8] with %i before it a job takes the slot that is free first', (before, startsAt) => {
		expect(estimateStart(figures, before, 500)).toBe(startsAt);
	});

	test('[ES8] a slot that stays busy for long is not waited for', () => {
		const uneven = { ...figures, freeAt: [60_000, 1_200_000], meanMs: 30_000 };
		expect([0, 1, 2, 38, 39].map((before) => estimateStart(uneven, before, 0))).toEqual([
			60_000, 90_000, 120_000, 1_200_000, 1_200_000,
		]);
	});

	test('[ES8] starts never come earlier for more jobs before it', () => {
		const busy = fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 4 });
		const queues = fc.record({
			busy,
			parallel: fc.integer({ min: 1, max: 5 }),
			meanMs: fc.integer({ min: 1, max: 9_000 }),
		});
		fc.assert(
			fc.property(queues, ({ busy, parallel, meanMs }) => {
				const freeAt = busy.sort((a, b) => a - b).slice(0, parallel);
				let last = 0;
				for (let before = 0; before < 40; before++) {
					const at = estimateStart({ ...figures, freeAt, parallel, meanMs }, before, 500) ?? Number.NaN;
					expect(at).toBeGreaterThanOrEqual(last);
					last = at;
				}
			}),
		);
	});

	test('[ES8] a slot that nobody uses is free now, and an overdue one as well', () => {
		expect(estimateStart({ ...figures, freeAt: [9_000] }, 0, 500)).toBe(500);
		expect(estimateStart({ ...figures, freeAt: [9_000] }, 1, 500)).toBe(9_000);
		expect(estimateStart(figures, 0, 3_000)).toBe(3_000);
	});

	test('[ES9] there is no start without ground', () => {
		expect(estimateStart({ ...figures, freeAt: [1_000, null] }, 0, 500)).toBeNull();
		expect(estimateStart({ ...figures, meanMs: undefined }, 2, 500)).toBeNull();
		expect(estimateStart({ ...figures, meanMs: undefined }, 1, 500)).toBeNull();
		expect(estimateStart({ ...figures, meanMs: undefined }, 0, 500)).toBe(1_000);
	});
});
