import { describe, expect, it } from 'vitest';
import { groupJobs } from '../../../tests/group-jobs.ts';
import type { Job } from '../../protocol/index.ts';
import { makeJob } from '../../testing/index.ts';
import { type ListItem, toListItems } from './to-list-items.ts';

const tiles = { id: 'stills:1', size: 4 };
const waiting = { status: 'queued' as const, startedAt: undefined, progress: null };

function layOut(jobs: Job[], isDismissed = (_: Job) => false) {
	return toListItems({ ...groupJobs(jobs), isDismissed });
}

const say = (item: ListItem) => (item.type === 'heading' ? `${item.section} ${item.count}` : item.key);

describe('the list', () => {
	it('[PN3] has a heading for each section with jobs, and its number of jobs', () => {
		const items = layOut([
			makeJob({ key: 'a' }),
			makeJob({ key: 'b', ...waiting }),
			makeJob({ key: 'c', ...waiting }),
			makeJob({ key: 'd', status: 'failed' }),
		]);
		expect(items.map(say)).toEqual(['running 1', 'a', 'queued 2', 'b', 'c', 'finished 1', 'd']);
	});

	it('[PN20] leaves what is being cancelled and can be undone out of the number, and in its place', () => {
		const items = layOut([makeJob({ key: 'b', ...waiting, undoUntil: 9 }), makeJob({ key: 'c', ...waiting })]);
		expect(items.map(say)).toEqual(['queued 1', 'b', 'c']);
	});

	it('[PN22] leaves out what has been dismissed, and its heading with the last one', () => {
		const jobs = [makeJob({ key: 'a' }), makeJob({ key: 'd', status: 'failed' })];
		expect(layOut(jobs, ({ key }) => key === 'd').map(say)).toEqual(['running 1', 'a']);
	});

	it('[PN23] has one line for the jobs of a group, where its foremost member stands, the parent at its head', () => {
		const items = layOut([
			makeJob({ key: 'a' }),
			makeJob({ key: 't:1', group: tiles }),
			makeJob({ key: 't:2', group: tiles, ...waiting }),
			makeJob({ key: 'stills:1', group: tiles, ...waiting }),
			makeJob({ key: 'b', ...waiting }),
			makeJob({ key: 't:0', group: tiles, status: 'completed' }),
		]);
		expect(items.map(say)).toEqual(['running 2', 'a', '#bundle:stills:1', 'queued 1', 'b']);
		const [, , bundle] = items;
		if (bundle?.type !== 'bundle') throw new Error('No bundle');
		expect(bundle.parent).toBe('stills:1');
		expect(bundle.members.map(({ key, form }) => `${key} ${form}`)).toEqual([
			't:1 working',
			't:2 waiting',
			't:0 ended',
		]);
	});

	it('[PN23] shows a job alone where no other of its group is known', () => {
		expect(layOut([makeJob({ key: 'a', group: { id: 'a' } })]).map(say)).toEqual(['running 1', 'a']);
		expect(layOut([makeJob({ key: 'a', group: { id: 'g', size: 3 } })]).map(say)).toEqual(['running 1', '#bundle:g']);
	});
});
