import { describe, expect, test } from 'vitest';
import { estimateEnd } from './end.ts';
import { type RunTrace, startTrace } from './run-trace.ts';
import { toStalledSince } from './stall.ts';
import { reduceTrace } from './trace.ts';

/** Folds `[secondsSinceStart, progress]` samples. */
function traceOf(samples: [number, number][], expectedMs?: number): RunTrace {
	const start = startTrace({ startedAt: 0, ...(expectedMs === undefined ? {} : { expectedMs }) });
	return samples.reduce((trace, [seconds, progress]) => reduceTrace(trace, { at: seconds * 1_000, progress }), start);
}

function steady(seconds: number, until: number): [number, number][] {
	return Array.from({ length: until }, (_, index) => [((index + 1) * seconds) / 100, (index + 1) / 100]);
}

describe('end of a running job', () => {
	test('[ES2] there is none without ground', () => {
		expect(estimateEnd(startTrace({ startedAt: 0 }), 5_000)).toBeNull();
		expect(estimateEnd(traceOf([[1, 0.01]]), 1_000)).toBeNull();
		expect(estimateEnd(traceOf([[60, 0.5]]), 60_000)).toBeNull();
	});

	test('[ES3] a steady job ends when its pace says so', () => {
		const estimate = estimateEnd(traceOf(steady(100, 40)), 40_000);
		expect(estimate?.etaAt).toBeCloseTo(100_000, -2);
		expect(estimate?.spreadMs).toBeLessThan(500);
	});

	test('[ES4] a known kind has an estimate before its first progress, and gives it up once over time in silence', () => {
		const trace = traceOf([], 60_000);
		expect(estimateEnd(trace, 15_000)).toEqual({ etaAt: 60_000, spreadMs: 15_000 });
		expect(estimateEnd(trace, 61_000)).toBeNull();
	});

	test('[ES4] the expectation of its kind yields to the pace of the run itself', () => {
		const trace = traceOf(steady(100, 90), 20_000);
		expect(estimateEnd(trace, 90_000)?.etaAt).toBeGreaterThan(98_000);
	});

	test('[ES18] what the first move took to get ready is not expected again', () => {
		const samples = steady(100, 30).map(([seconds, progress]): [number, number] => [20 + seconds, progress]);
		expect(estimateEnd(traceOf(samples), 50_000)?.etaAt).toBeLessThan(130_000);
	});

	test('[ES18] how long the first three moves took is not the pace of late', () => {
		const writing = Array.from({ length: 20 }, (_, index): [number, number] => [75 + index / 10, 0.5 + index / 200]);
		const end = estimateEnd(traceOf([[0.003, 0.49], ...writing]), 77_000);
		expect(end?.etaAt).toBeLessThan(95_000);
	});

	test('[ES18] the first move keeps the time that its progress is worth', () => {
		const coarse: [number, number][] = [0.5, 0.6, 0.7, 0.8].map((progress) => [120 * progress, progress]);
		expect(estimateEnd(traceOf(coarse), 96_000)?.etaAt).toBeCloseTo(120_000, -2);
	});

	test('[ES3] a pace that wavers by a factor of two is judged by all that was seen', () => {
		const slower = [...steady(100, 40), [42, 0.41], [44, 0.42], [46, 0.43]] satisfies [number, number][];
		expect(estimateEnd(traceOf(slower), 46_000)?.etaAt).toBeLessThan(110_000);
	});

	test('[ES3] a pace four times that over all is judged by the latest', () => {
		const slow = Array.from({ length: 50 }, (_, index): [number, number] => [
			8 + 0.8 * (index + 1),
			0.8 + (index + 1) / 500,
		]);
		expect(estimateEnd(traceOf([...steady(10, 80), ...slow]), 48_000)?.etaAt).toBeGreaterThan(80_000);
	});

	test('[ES3] the less is left, the less the pace must differ to be believed', () => {
		const slowerFrom = (percent: number): [number, number][] => [
			...steady(100, percent),
			...Array.from({ length: 15 }, (_, index): [number, number] => [
				percent + (index + 1) * 3,
				(percent + index + 1) / 100,
			]),
		];
		const early = traceOf(slowerFrom(20));
		expect(estimateEnd(early, early.at)?.etaAt).toBeLessThan(195_000);
		const late = traceOf(slowerFrom(75));
		expect(estimateEnd(late, late.at)?.etaAt).toBeGreaterThan(145_000);
	});

	test('[ES3] a run that begins again from where it was is judged by the pace since', () => {
		const resumed = Array.from({ length: 10 }, (_, index): [number, number] => [1 + 2 * index, 0.6 + index / 100]);
		const trace = traceOf(resumed);
		expect(estimateEnd(trace, trace.at)?.etaAt).toBeGreaterThan(75_000);
	});

	test('[ES3] follows a phase of another speed', () => {
		const fast = steady(100, 50);
		const slow: [number, number][] = Array.from({ length: 30 }, (_, index) => [
			50 + (index + 1) * 3,
			(51 + index) / 100,
		]);
		const estimate = estimateEnd(traceOf([...fast, ...slow]), 140_000);
		expect(estimate?.etaAt).toBeGreaterThan(140_000 + 20 * 1_500);
		expect(estimate?.spreadMs).toBeGreaterThan(1_000);
	});

	test('[ES17] a pace that wavers a little moves nothing', () => {
		const wavering: [number, number][] = Array.from({ length: 80 }, (_, index) => [
			index + 1 + (index % 2 === 0 ? 0.4 : -0.4),
			(index + 1) / 100,
		]);
		const ends = wavering.map((_, index) => {
			const trace = traceOf(wavering.slice(0, index + 1));
			return estimateEnd(trace, trace.at)?.etaAt;
		});
		expect(new Set(ends.slice(20, 60)).size).toBe(1);
	});

	test('[ES17] the shown end follows a new pace without passing it', () => {
		const slower: [number, number][] = Array.from({ length: 45 }, (_, index) => [
			50 + (index + 1) * 4,
			(51 + index) / 100,
		]);
		let trace = traceOf(steady(100, 50));
		let before = 100_000;
		for (const [seconds, progress] of slower) {
			trace = reduceTrace(trace, { at: seconds * 1_000, progress });
			const etaAt = estimateEnd(trace, trace.at)?.etaAt ?? 0;
			expect(etaAt).toBeGreaterThanOrEqual(before);
			expect(etaAt).toBeLessThanOrEqual(250_000);
			before = etaAt;
		}
	});

	test('[ES5] what is lost in a stall is not expected again', () => {
		const stalled = reduceTrace(traceOf(steady(100, 40)), { at: 101_000, progress: 0.41 });
		expect(estimateEnd(stalled, 101_000)?.etaAt).toBeLessThan(175_000);
	});

	test('[ES5] pauses do not count, nor does the time until progress after one', () => {
		const resumed = reduceTrace(traceOf(steady(100, 40)), { at: 640_000, progress: 0.4, pausedMs: 600_000 });
		expect(estimateEnd(resumed, 640_000)?.etaAt).toBeCloseTo(700_000, -2);
	});

	test('[ES5] pauses do not count', () => {
		const running = traceOf(steady(100, 40));
		const resumed = reduceTrace(running, { at: 641_000, progress: 0.41, pausedMs: 600_000 });
		expect(estimateEnd(resumed, 641_000)?.etaAt).toBeCloseTo(700_000, -2);
	});

	test('[ES5] time without news counts down, and never below now', () => {
		const trace = traceOf(steady(100, 50));
		expect(estimateEnd(trace, 60_000)?.etaAt).toBeCloseTo(100_000, -2);
		expect(estimateEnd(trace, 200_000)?.etaAt).toBe(200_000);
	});

	test('[ES5] late, equal and unreadable samples change nothing that is shown', () => {
		const trace = traceOf(steady(100, 40));
		expect(reduceTrace(trace, { at: 1, progress: 0.9 })).toBe(trace);
		expect(reduceTrace(trace, { at: 50_000, progress: null })).toBe(trace);
		expect(reduceTrace(trace, { at: 50_000, progress: Number.NaN })).toBe(trace);
	});

	test('[ES5] progress that falls begins the averages anew', () => {
		const trace = reduceTrace(traceOf(steady(100, 40)), { at: 50_000, progress: 0.1 });
		expect(trace).toMatchObject({ progress: 0.1, moves: 0 });
		expect(estimateEnd(trace, 50_000)).toBeNull();
	});
});

describe('stall', () => {
	test('[ES6] is silence much longer than usual for the run', () => {
		const trace = traceOf(steady(1_000, 20));
		expect(toStalledSince(trace, 200_000 + 79_000)).toBeUndefined();
		expect(toStalledSince(trace, 200_000 + 81_000)).toBe(200_000);
	});

	test('[ES6] is not told under a minute, nor of a run that has hardly moved', () => {
		expect(toStalledSince(traceOf(steady(10, 50)), 5_000 + 59_000)).toBeUndefined();
		expect(toStalledSince(traceOf([[1, 0.1]]), 900_000)).toBeUndefined();
	});
});
