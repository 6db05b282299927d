import { describe, expect, test } from 'vitest';
import { addRun, emptyHistory, type KindHistory, rememberedRuns, toExpectedMs } from './history.ts';

function after(...durations: number[]): KindHistory {
	return durations.reduce((history, durationMs) => addRun(history, { durationMs }), emptyHistory);
}

describe('history', () => {
	test('[ES1] expects nothing of a kind that has never completed', () => {
		expect(toExpectedMs(emptyHistory)).toBeUndefined();
		expect(toExpectedMs(emptyHistory, 100)).toBeUndefined();
	});

	test('[ES1] expects the median, so that one odd run does not bend it', () => {
		expect(toExpectedMs(after(100, 110, 90_000))).toBe(110);
		expect(toExpectedMs(after(100, 200))).toBe(150);
	});

	test('[ES1] scales with the size of the work where runs have told it', () => {
		const history = addRun(addRun(emptyHistory, { durationMs: 1_000, size: 100 }), { durationMs: 4_000, size: 200 });
		expect(toExpectedMs(history, 10)).toBe(150);
		expect(toExpectedMs(history)).toBeUndefined();
	});

	test('[ES1] remembers the latest runs only', () => {
		const slow = Array.from({ length: rememberedRuns }, () => 900);
		expect(toExpectedMs(after(...slow, ...slow.map(() => 100)))).toBe(100);
	});

	test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('[ES1] leaves out a run that took %s ms', (durationMs) => {
		expect(addRun(emptyHistory, { durationMs })).toBe(emptyHistory);
	});
});
