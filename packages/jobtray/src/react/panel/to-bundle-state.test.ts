import { describe, expect, it } from 'vitest';
import { makeJob } from '../../testing/index.ts';
import { toBundleState } from './to-bundle-state.ts';

const group = { id: 'g', name: 'Seven tiles', size: 7 };
const member = makeJob({ group, progress: 0.5, step: 'Sharpening' });
const waiting = { ...member, status: 'queued' as const, startedAt: undefined, progress: null, step: undefined };
const done = { ...member, status: 'completed' as const, progress: 1, finishedAt: 9 };

describe('the jobs of a group', () => {
	it('[PN23] count those that are gone as ended, and each the same', () => {
		const state = toBundleState({ parent: undefined, members: [member, waiting, done] });
		expect(state).toMatchObject({ name: 'Seven tiles', size: 7, ended: 5, isEnded: false });
		expect(state.progress).toBeCloseTo(5.5 / 7);
	});

	it('[PN23] are as many as are known where nobody tells', () => {
		const alone = { ...done, group: { id: 'g' }, name: 'Tile 1' };
		const state = toBundleState({ parent: undefined, members: [alone, { ...waiting, group: { id: 'g' } }] });
		expect(state).toMatchObject({ name: 'Tile 1', size: 2, ended: 1, progress: 0.5, waits: true });
	});

	it('[PN23] have ended with their parent, and say how many failed', () => {
		const members = [done, { ...done, status: 'failed' as const, finishedAt: 12 }];
		const parent = makeJob({ key: 'g', group: { id: 'g', size: 2 }, progress: null });
		expect(toBundleState({ parent, members })).toMatchObject({ ended: 2, isEnded: false, failed: 1 });
		const ended = { ...parent, status: 'completed' as const, finishedAt: 11 };
		expect(toBundleState({ parent: ended, members })).toMatchObject({ isEnded: true, finishedAt: 12, progress: 1 });
	});

	it('[PN35] are counted by how they stand, and only the parent speaks for all', () => {
		const undoable = { ...waiting, wanted: 'cancelled' as const, undoUntil: 9 };
		const members = [member, waiting, { ...waiting, key: 'w' }, undoable, done];
		const state = toBundleState({ parent: undefined, members });
		expect(state).toMatchObject({ running: 1, paused: 0, queued: 2, step: undefined });
		const parent = makeJob({ key: 'g', group, step: 'Joining' });
		expect(toBundleState({ parent, members: [done] })).toMatchObject({ running: 0, queued: 0, step: 'Joining' });
	});

	it('[PN23] say when one stalls, and when all that could run is paused', () => {
		const paused = { ...member, status: 'paused' as const };
		expect(toBundleState({ parent: undefined, members: [paused, waiting] }).held).toBe(true);
		expect(toBundleState({ parent: undefined, members: [{ ...member, stalledSince: 3 }] }).stalledSince).toBe(3);
	});
});
