import { expect, test } from 'vitest';
import { createLister } from './create-lister.ts';
import type { JobLine } from './job-row.ts';
import type { Wish } from './wish.ts';

const toLine = (id: string, given: Partial<JobLine> = {}): JobLine => ({
	queue: 'work',
	id,
	state: 'waiting',
	attemptsMade: 0,
	held: false,
	cancelled: false,
	stopped: null,
	undoUntil: null,
	addedAt: 5,
	...given,
});

test('[SW7] a stretch that is listed again is mapped once, and shows what is asked of its jobs and withdrawn', () => {
	const toListing = createLister();
	const stretches = [[toLine('1'), toLine('2')], [toLine('3', { state: 'active' })]];
	const wishes = new Map<string, Wish>();
	const list = () => toListing({ stretches, hasWishes: wishes.size > 0, wishFor: (key) => wishes.get(key) }).listed;
	const before = list();
	expect(before.map(({ key, status }) => [key, status])).toEqual([
		['work:1', 'queued'],
		['work:2', 'queued'],
		['work:3', 'running'],
	]);
	wishes.set('work:2', { wanted: 'paused', at: 1 }).set('work:3', { wanted: 'cancelled', at: 1 });
	const during = list();
	expect(during[0]).toBe(before[0]);
	expect(during.slice(1)).toMatchObject([{ status: 'paused' }, { status: 'running', wanted: 'cancelled' }]);
	wishes.clear();
	expect(list().every((line, index) => line === before[index])).toBe(true);
});

test('[EN54] every listing says until when cancelling can be undone, also one that is like the last', () => {
	const toListing = createLister();
	const stretches = [[toLine('1', { state: 'delayed', undoUntil: 7 }), toLine('2')], [toLine('3', { undoUntil: 9 })]];
	const ask = () => toListing({ stretches, hasWishes: false, wishFor: () => undefined }).undoUntil;
	expect([ask(), ask()]).toEqual([
		[7, 9],
		[7, 9],
	]);
});
