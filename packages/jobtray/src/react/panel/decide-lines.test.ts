import { describe, expect, it } from 'vitest';
import { decideLines } from './decide-lines.ts';
import type { BundleItem, HeadingItem, JobItem, ListItem, RowForm, Section } from './to-list-items.ts';

const heading = (section: Section, count = 1): HeadingItem => ({
	type: 'heading',
	key: `#${section}`,
	section,
	count,
});
const forms: Record<Section, RowForm> = { running: 'working', paused: 'working', queued: 'waiting', finished: 'ended' };
const job = (key: string, section: Section, member = false): JobItem => ({
	type: 'job',
	key,
	section,
	form: forms[section],
	member,
});
const bundle = (id: string, section: Section, members: JobItem[]): BundleItem => ({
	type: 'bundle',
	key: `#bundle:${id}`,
	section,
	form: 'working',
	id,
	parent: null,
	members,
});
const none: ReadonlySet<string> = new Set();
const keys = (items: readonly ListItem[]) => items.map(({ key }) => key);

const before = [
	heading('running', 2),
	job('a', 'running'),
	job('b', 'running'),
	heading('queued', 2),
	job('c', 'queued'),
	job('d', 'queued'),
];
/** b has ended, c has begun, n is new in front, m at the end. */
const after = [
	heading('running', 3),
	job('n', 'running'),
	job('a', 'running'),
	job('c', 'running'),
	heading('queued', 2),
	job('d', 'queued'),
	job('m', 'queued'),
	heading('finished'),
	job('b', 'finished'),
];

describe('the lines', () => {
	it('[PN18] are as laid out while nothing is on them', () => {
		expect(decideLines({ shown: before, next: after, unfolded: none, heldUpTo: null })).toEqual(after);
	});

	it('[PN18] keep place and form down to the last one in view while held; below it what is new comes in', () => {
		const lines = decideLines({ shown: before, next: after, unfolded: none, heldUpTo: 5 });
		expect(keys(lines)).toEqual(['#running', 'a', 'b', '#queued', 'c', 'd', 'm']);
		expect(lines[2]).toBe(before[2]);
		expect(lines[4]).toBe(before[4]);
	});

	it('[PN18] let go below the view', () => {
		const lines = decideLines({ shown: before, next: after, unfolded: none, heldUpTo: 2 });
		expect(keys(lines)).toEqual(['#running', 'a', 'b', 'n', 'c', '#queued', 'd', 'm']);
	});

	it('[PN18] keep what has left the list, and come to nothing once let go', () => {
		const held = decideLines({ shown: before, next: [], unfolded: none, heldUpTo: 5 });
		expect(keys(held)).toEqual(keys(before));
		expect(decideLines({ shown: held, next: [], unfolded: none, heldUpTo: null })).toEqual([]);
	});

	it('[PN15] stay the very same where nothing has changed', () => {
		const again = before.map((item) => ({ ...item }));
		expect(decideLines({ shown: before, next: again, unfolded: none, heldUpTo: null })).toBe(before);
		expect(decideLines({ shown: before, next: again, unfolded: none, heldUpTo: 5 })).toBe(before);
	});

	it('[PN23] have the members of an unfolded bundle below it, also while held', () => {
		const members = [job('t:1', 'running', true), job('t:2', 'running', true)];
		const folded = [heading('running'), bundle('t', 'running', members), job('z', 'running')];
		const open = new Set(['t']);
		const unfolded = decideLines({ shown: folded, next: folded, unfolded: open, heldUpTo: 2 });
		expect(keys(unfolded)).toEqual(['#running', '#bundle:t', 't:1', 't:2', 'z']);

		const next = [heading('running'), bundle('t', 'running', [...members].reverse()), job('z', 'running')];
		const held = decideLines({ shown: unfolded, next, unfolded: open, heldUpTo: 4 });
		expect(keys(held)).toEqual(['#running', '#bundle:t', 't:1', 't:2', 'z']);
		const loose = decideLines({ shown: held, next, unfolded: open, heldUpTo: null });
		expect(keys(loose)).toEqual(['#running', '#bundle:t', 't:2', 't:1', 'z']);
		expect(keys(decideLines({ shown: held, next, unfolded: none, heldUpTo: 4 }))).toEqual(keys(folded));
	});
});
