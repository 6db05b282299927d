import { describe, expect, it } from 'vitest';
import { groupJobs } from '../../../tests/group-jobs.ts';
import type { Job, Scope } from '../../protocol/index.ts';
import { makeJob } from '../../testing/index.ts';
import { decideBulk, hasBulk } from './decide-bulk.ts';

const minute = 60_000;
const running = makeJob({ key: 'r' });
const queued = makeJob({ key: 'q', status: 'queued', startedAt: undefined, progress: null });
const paused = makeJob({ key: 'p', status: 'paused', startedAt: 0, pausedAt: 8 * minute });
const failed = makeJob({ key: 'f', status: 'failed', finishedAt: 1, actions: ['retry'] });

function offers(jobs: Job[], options: { scope?: Scope; isDismissed?: () => boolean } = {}) {
	const { scope = 'mine', isDismissed = () => false } = options;
	const source = { ...groupJobs(jobs), isDismissed, scope };
	const decided = decideBulk({ ...source, now: 60 * minute });
	expect(hasBulk(source)).toBe(decided.length > 0);
	return decided.map(({ choice, count, lostMs }) => `${choice} ${count} ${lostMs / minute}`);
}

describe('what can be done with many jobs at once', () => {
	it('[PN21] is offered only where it would do something', () => {
		expect(offers([running])).toEqual([]);
		expect(offers([running, queued])).toEqual(['cancel-queued 1 0']);
		expect(offers([running, queued, paused, failed])).toEqual([
			'cancel-queued 1 0',
			'cancel-others 2 8',
			'clear-finished 1 0',
		]);
		expect(offers([paused])).toEqual(['cancel-others 1 8']);
	});

	it('[PN21] leaves out what may not be cancelled, is being cancelled, or is dismissed', () => {
		const leaving = { ...queued, undoUntil: 9, actions: ['undo' as const] };
		expect(offers([{ ...queued, actions: ['pause'] }, leaving])).toEqual([]);
		expect(offers([failed], { isDismissed: () => true })).toEqual([]);
	});

	it('[PN21] cancels nothing from the list of all', () => {
		expect(offers([queued, paused, failed], { scope: 'all' })).toEqual(['clear-finished 1 0']);
	});
});
