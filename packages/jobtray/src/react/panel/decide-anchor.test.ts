import { describe, expect, it } from 'vitest';
import { decideAnchor } from './decide-anchor.ts';
import type { ListItem } from './to-list-items.ts';

const job = (key: string): ListItem => ({ type: 'job', key, section: 'finished', form: 'ended', member: false });
const heading: ListItem = { type: 'heading', key: '#finished', section: 'finished', count: 2 };
const seen = [heading, job('b'), job('c')].map(({ type, key, section }, at) => ({
	type,
	key,
	section,
	index: 4 + at,
	fromTopPx: at * 50 - 10,
}));
const above = [job('w'), job('x'), job('y'), job('z')];

describe('the line that stays where it is', () => {
	it('[PN19] is the foremost job in view when lines come in above it', () => {
		expect(decideAnchor(seen, [...above, heading, job('n'), job('b'), job('c')])).toEqual({ index: 6, fromTopPx: 40 });
	});

	it('[PN19] is the next one where the foremost is gone', () => {
		expect(decideAnchor(seen, [heading, job('c')])).toEqual({ index: 1, fromTopPx: 90 });
	});

	it('[PN19] is none where nothing above it has changed, or the list is at its top', () => {
		expect(decideAnchor(seen, [...above, heading, job('b'), job('c'), job('d')])).toBeNull();
		expect(decideAnchor([], [job('b')])).toBeNull();
		expect(decideAnchor(seen, [])).toBeNull();
	});
});
