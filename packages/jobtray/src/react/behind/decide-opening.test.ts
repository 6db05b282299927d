import { describe, expect, it } from 'vitest';
import { decideOpening, type OpeningFacts } from './decide-opening.ts';

const done: OpeningFacts = { wanted: true, left: 0, unseen: 2, focused: true, open: false, sinceMs: null };

describe('opening by itself', () => {
	it('[OP1] happens when all is done and the person wants it', () => {
		expect(decideOpening(done)).toBe(true);
		expect(decideOpening({ ...done, wanted: false })).toBe(false);
		expect(decideOpening({ ...done, left: 1 })).toBe(false);
	});

	it('[OP1] does not happen where nothing has ended unseen, the page has no focus, or the panel is open', () => {
		expect(decideOpening({ ...done, unseen: 0 })).toBe(false);
		expect(decideOpening({ ...done, focused: false })).toBe(false);
		expect(decideOpening({ ...done, open: true })).toBe(false);
	});

	it('[OP2] happens at most once in 15 s', () => {
		expect(decideOpening({ ...done, sinceMs: 14_999 })).toBe(false);
		expect(decideOpening({ ...done, sinceMs: 15_000 })).toBe(true);
	});
});
