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
		[5, 24_000],
	])('[ES8] with %i before it a job starts when its slot becomes free', (before, startsAt) => {
		expect(estimateStart(figures, before, 500)).toBe(startsAt);
	});

	test('[ES8] a slot that nobody uses is free now, and an overdue one as well', () => {
		expect(estimateStart({ ...figures, freeAt: [9_000] }, 0, 500)).toBe(500);
		expect(estimateStart({ ...figures, freeAt: [9_000] }, 1, 500)).toBe(9_000);
		expect(estimateStart(figures, 0, 3_000)).toBe(3_000);
	});

	test('[ES9] there is no start without ground', () => {
		expect(estimateStart({ ...figures, freeAt: [1_000, null] }, 0, 500)).toBeNull();
		expect(estimateStart({ ...figures, meanMs: undefined }, 2, 500)).toBeNull();
		expect(estimateStart({ ...figures, meanMs: undefined }, 1, 500)).toBe(4_000);
	});
});
