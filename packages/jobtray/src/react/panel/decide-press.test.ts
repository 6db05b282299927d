import { describe, expect, it } from 'vitest';
import { decidePress } from './decide-press.ts';

const slidAt = Number.NEGATIVE_INFINITY;
const first = { key: 'a', x: 100, y: 200, at: 1_000 };

describe('a press on a row', () => {
	it('[PN16] is meant for its row where it is the first, or on the same job again', () => {
		expect(decidePress({ last: null, slidAt }, first)).toEqual({ meant: true, last: first });
		expect(decidePress({ last: first, slidAt }, { ...first, at: 1_100 }).meant).toBe(true);
	});

	it('[PN16] is not meant for a row that has slid under the pointer, however often it is repeated', () => {
		const second = decidePress({ last: first, slidAt }, { ...first, key: 'b', at: 1_250 });
		expect(second.meant).toBe(false);
		expect(decidePress({ last: second.last, slidAt }, { ...first, key: 'c', at: 1_500 }).meant).toBe(false);
		expect(decidePress({ last: second.last, slidAt }, { ...first, key: 'a', at: 1_500 }).meant).toBe(true);
	});

	it('[PN16] is not meant for rows that moved on just now under a resting pointer', () => {
		expect(decidePress({ last: null, slidAt: 900 }, first)).toEqual({ meant: false, last: null });
		expect(decidePress({ last: null, slidAt: 600 }, first).meant).toBe(true);
	});

	it('[PN16] is meant for another row after 400 ms, and at another spot', () => {
		expect(decidePress({ last: first, slidAt }, { ...first, key: 'b', at: 1_400 }).meant).toBe(true);
		expect(decidePress({ last: first, slidAt }, { ...first, key: 'b', at: 1_100, y: 240 }).meant).toBe(true);
	});
});
