import { describe, expect, it } from 'vitest';
import type { Batch } from '../../protocol/index.ts';
import { decideSpoken, nothingSpoken } from './decide-spoken.ts';

function batch(progress: number | null, since = 1): Batch {
	return { since, jobs: 4, ended: 0, progress };
}

/** What is spoken of a row of batches, as the quarters. */
function speak(...batches: (Batch | null)[]): number[] {
	let spoken = nothingSpoken;
	return batches.flatMap((each) => {
		const next = decideSpoken(spoken, each);
		spoken = next.spoken;
		return next.isNews ? [spoken.quarter] : [];
	});
}

describe('spoken progress', () => {
	it('[AC15] speaks of each quarter once, the newest that has been reached', () => {
		expect(speak(batch(0), batch(0.1), batch(0.25), batch(0.3), batch(0.5), batch(0.76), batch(0.9))).toEqual([
			1, 2, 3,
		]);
		expect(speak(batch(0.1), batch(0.8))).toEqual([3]);
	});

	it('[AC15] does not repeat a quarter that is reached anew because jobs were added', () => {
		expect(speak(batch(0), batch(0.5), batch(0.3), batch(0.55), batch(0.75))).toEqual([2, 3]);
	});

	it('[AC15] leaves the end to the ends of the jobs', () => {
		expect(speak(batch(0), batch(0.99), batch(1))).toEqual([3]);
	});

	it('[AC15] does not speak of how far a batch is when it is first seen, or while nobody knows', () => {
		expect(speak(batch(0.6), batch(0.6))).toEqual([]);
		expect(speak(null, batch(null), batch(0.1), batch(null), batch(0.25))).toEqual([1]);
	});

	it('[AC15] begins anew with another batch', () => {
		expect(speak(batch(0), batch(0.5), batch(1), batch(0, 2), batch(0.25, 2))).toEqual([2, 1]);
	});
});
