import { describe, expect, it, vi } from 'vitest';
import { createFakeClock, createFakeStorage, makeJob } from '../../testing/index.ts';
import { createDismissed } from './create-dismissed.ts';

const hour = 3_600_000;
const failed = makeJob({ key: 'a', status: 'failed', finishedAt: 1, actions: ['retry'] });

function open(storage = createFakeStorage(), clock = createFakeClock(100 * hour)) {
	const tab = (viewerId = 'mira') => createDismissed({ storage: storage.tab(), viewerId, clock });
	return { storage, clock, tab };
}

describe('what a person has dismissed', () => {
	it('[PN22] is one end of one run: a job that runs again comes back', () => {
		const dismissed = open().tab();
		dismissed.add([failed]);
		expect(dismissed.has(failed)).toBe(true);
		expect(dismissed.has({ ...failed, finishedAt: 2 })).toBe(true);
		expect(dismissed.has({ ...failed, run: 2 })).toBe(false);
		expect(dismissed.has({ ...failed, createdAt: 7 })).toBe(false);
	});

	it('[PN22] is known after a reload and to other tabs, and to nobody else', () => {
		const { tab, storage } = open();
		const [here, there, other] = [tab(), tab(), tab('ben')];
		const tell = vi.fn();
		const undo = there.version.subscribe(tell);
		here.add([failed]);
		expect([there.has(failed), tab().has(failed), other.has(failed)]).toEqual([true, true, false]);
		expect(tell).toHaveBeenCalledOnce();
		undo();
		expect(storage.listeners()).toBe(0);
	});

	it('[PN22] is forgotten after 48 h', () => {
		const { tab, clock, storage } = open();
		tab().add([failed]);
		clock.advance(48 * hour);
		tab().add([{ ...failed, key: 'b' }]);
		expect([...storage.texts.values()].join()).not.toContain('a#1');
		expect(tab().has({ ...failed, key: 'b' })).toBe(true);
	});

	it('[PN22] is nothing where the storage holds garbage', () => {
		const { tab, storage } = open();
		for (const text of ['{', 'null', '[1]', '{"a#1@0":"yes"}']) {
			storage.texts.set('jobtray:dismissed:mira', text);
			expect(tab().has(failed)).toBe(false);
		}
	});
});
