import { describe, expect, it, vi } from 'vitest';
import { createFakeClock, createFakeFeed, createFakeStorage, makeJob } from '../../testing/index.ts';
import { createDismissed } from './create-dismissed.ts';
import { createLines } from './create-lines.ts';

function open() {
	const clock = createFakeClock(1_000);
	const feed = createFakeFeed();
	const dismissed = createDismissed({ storage: createFakeStorage().tab(), viewerId: 'mira', clock });
	const lines = createLines({ feed, dismissed, clock });
	const tell = vi.fn();
	const close = lines.subscribe(tell);
	const onRest = vi.fn();
	const hold = () => lines.hold({ lastInView: () => 9, onRest });
	return { clock, feed, dismissed, lines, tell, close, hold, onRest, keys: () => lines.get().map(({ key }) => key) };
}

const running = makeJob({ key: 'a' });
const done = makeJob({ key: 'a', status: 'completed', finishedAt: 2, actions: [] });

describe('the lines of a list', () => {
	it('[PN18] wait while a hand is on them, and come to their places when it leaves', () => {
		const { feed, lines, hold, keys, tell } = open();
		feed.put(running);
		hold();
		expect(lines.held.get()).toBe(true);
		tell.mockClear();
		feed.put(done);
		expect(keys()).toEqual(['#running', 'a']);
		expect(lines.get()[1]).toMatchObject({ form: 'working' });
		lines.release();
		expect(keys()).toEqual(['#finished', 'a']);
		expect(lines.get()[1]).toMatchObject({ form: 'ended' });
		expect(tell).toHaveBeenCalledOnce();
	});

	it('[PN18] wait no longer for a hand that has rested for 10 s', () => {
		const { feed, lines, hold, keys, clock, onRest } = open();
		feed.put(running);
		hold();
		feed.put(done);
		clock.advance(9_000);
		hold();
		clock.advance(9_000);
		expect(keys()).toEqual(['#running', 'a']);
		clock.advance(1_000);
		expect(keys()).toEqual(['#finished', 'a']);
		expect(onRest).toHaveBeenCalledOnce();
		expect(lines.held.get()).toBe(false);
	});

	it('[PN23] are told when a job joins a group', () => {
		const { feed, keys } = open();
		feed.put(running, makeJob({ key: 'b' }));
		const group = { id: 'g', size: 2 };
		feed.put({ ...running, group }, makeJob({ key: 'b', group }));
		expect(keys()).toEqual(['#running', '#bundle:g']);
	});

	it('[AC3] leave no timer and no listener behind', () => {
		const { feed, clock, hold, close } = open();
		feed.put(running);
		hold();
		close();
		expect([feed.listeners(), clock.pending()]).toEqual([0, 0]);
	});
});
