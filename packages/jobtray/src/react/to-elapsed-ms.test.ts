import { describe, expect, it } from 'vitest';
import { makeJob } from '../testing/index.ts';
import { toElapsedMs } from './to-elapsed-ms.ts';

describe('elapsed', () => {
	it('[PN5] counts from the start of the run and stops while paused', () => {
		expect(toElapsedMs(makeJob({ createdAt: 0, startedAt: 1_000 }), 5_000)).toBe(4_000);
		expect(toElapsedMs(makeJob({ startedAt: 1_000, pausedMs: 500, pausedAt: 3_000 }), 9_000)).toBe(1_500);
		expect(toElapsedMs(makeJob({ startedAt: 1_000, finishedAt: 8_000 }), 99_000)).toBe(7_000);
	});

	it('[PN5] is never negative, and nothing before the start', () => {
		expect(toElapsedMs(makeJob({ startedAt: 9_000 }), 5_000)).toBe(0);
		expect(toElapsedMs(makeJob({ startedAt: undefined }), 5_000)).toBeNull();
	});
});
