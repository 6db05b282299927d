import { describe, expect, test } from 'vitest';
import { countBefore } from '../../estimate/index.ts';
import { limits } from '../../protocol/index.ts';
import type { JobRecord } from '../source.ts';
import { createBoard } from './board.ts';
import { cleanRecord } from './clean-record.ts';

function createTestBoard(finishedLimit = 50) {
	const board = createBoard({ epoch: 'e', finished: { limit: finishedLimit, maxAgeMs: 60_000 }, parallel: {} });
	board.loaded();
	let now = 0;
	return {
		...board,
		read(given: Partial<JobRecord> & { key: string }) {
			const record = cleanRecord(
				{
					queue: 'work',
					run: 1,
					name: 'A job',
					kind: 'work',
					owner: { id: 'ann', name: 'Ann' },
					status: 'queued',
					progress: null,
					createdAt: 0,
					can: { pause: true, cancel: true, retry: true },
					...given,
				},
				now,
			);
			if (record === null) throw new Error('The record of a test has to be usable.');
			board.read(record, { askedAtStep: board.step(), now: ++now });
		},
		before(key: string): number | undefined {
			const job = board.entries.get(key)?.row.job;
			return job?.place && countBefore(board.line(job.queue).figures(), job.place);
		},
		keys: (owner: string) => [...board.feedOf(owner).rows.keys()],
	};
}

describe('what can be undone', () => {
	function cancelled(keys: string[], of: string[]) {
		const board = createTestBoard();
		for (const key of keys) board.read({ key });
		board.applyAll(of, { type: 'asked', action: 'cancel', undoUntil: 5 }, 1);
		const undo = (...undone: string[]) => board.applyAll(undone, { type: 'asked', action: 'undo' }, 2);
		const place = (key: string) => board.entries.get(key)?.row.job.place;
		return { ...board, undo, place };
	}

	test('[BD25] keeps its place, nobody waits for it, and undone it is back there', () => {
		const board = cancelled(['a', 'b', 'c', 'd'], ['a', 'c']);
		expect([board.place('c'), board.before('c')]).toEqual([{ lane: 0, at: 2 }, 1]);
		expect(['b', 'd'].map(board.before)).toEqual([0, 1]);
		expect(board.line('work').waiting(0)).toEqual(['b', 'd']);
		board.undo('c', 'a', 'a');
		expect(['a', 'b', 'c', 'd'].map(board.before)).toEqual([0, 1, 2, 3]);
		expect(board.line('work').waiting(0)).toEqual(['a', 'b', 'c', 'd']);
		expect(board.line('work').figures().lanes).toEqual([{ lane: 0, waiting: [[0, 4]] }]);
	});

	test('[BD25] keeps its place while the engine is read, and leaves it where the cancel is carried out', () => {
		const board = cancelled(['a', 'b'], ['a']);
		board.read({ key: 'a', wanted: 'cancelled', undoUntil: 5, inLine: false });
		expect(board.place('a')).toEqual({ lane: 0, at: 0 });
		board.apply('a', { type: 'ended', status: 'cancelled', at: 6 }, 6);
		expect(board.entries.get('a')?.row.job).toMatchObject({
			status: 'cancelled',
			place: undefined,
			undoUntil: undefined,
		});
		board.read({ key: 'c' });
		expect(board.line('work').waiting(0)).toEqual(['b', 'c']);
	});

	test('[BD25] stands where it stood when the lane is numbered anew; undone, it waits at the end for the sweep', () => {
		const keys = Array.from({ length: 2 * limits.laneRanges + 4 }, (_, index) => `k${index}`);
		const even = keys.filter((_, index) => index % 2 === 0);
		const board = cancelled(keys, even);
		const figures = board.line('work').figures();
		expect(figures.lanes[0]?.waiting).toHaveLength(1);
		expect(keys.map(board.before)).toEqual(keys.map((_, index) => Math.floor(index / 2)));
		board.undo('k0');
		expect(board.line('work').waiting(0).at(-1)).toBe('k0');
		const listed = keys.map((key) => ({
			key,
			status: 'queued' as const,
			run: 1,
			...(even.includes(key) && key !== 'k0' ? { undoUntil: 5, inLine: false } : {}),
		}));
		board.arrange(listed, new Set(), 3);
		expect(board.line('work').waiting(0).slice(0, 2)).toEqual(['k0', 'k1']);
		expect(board.before('k2')).toBe(2);
	});

	test('[FD10] has left the batch, and is added again when it is undone', () => {
		const board = cancelled(['a', 'b'], ['a']);
		expect(board.feedOf('ann').batch()).toMatchObject({ open: 1 });
		board.undo('a');
		expect(board.feedOf('ann').batch()).toMatchObject({ open: 2 });
		board.applyAll(['a', 'b'], { type: 'asked', action: 'cancel', undoUntil: 9 }, 3);
		expect(board.feedOf('ann').batch()).toMatchObject({ open: 0, ended: 0 });
		board.feedOf('ann').restoreBatch();
		expect(board.feedOf('ann').batch()).toMatchObject({ open: 0 });
	});
});

describe('revisions and feeds', () => {
	test('[FD1] every change of a row bumps the revision, and nothing else does', () => {
		const board = createTestBoard();
		board.read({ key: 'a' });
		const { rev } = board.cursor();
		board.read({ key: 'a' });
		expect(board.cursor().rev).toBe(rev);
		board.read({ key: 'a', status: 'running', startedAt: 1 });
		expect(board.entries.get('a')?.rev).toBe(board.cursor().rev);
		expect(board.cursor().rev).toBe(rev + 1);
	});

	test('[FD2] a job is in its owner’s feed and in the feed of all, and one without owner only in the latter', () => {
		const board = createTestBoard();
		board.read({ key: 'a' });
		board.read({ key: 'b', owner: { id: 'bob', name: 'Bob' } });
		board.read({ key: 'c', owner: null });
		expect([board.keys('ann'), board.keys('bob'), [...board.all.rows.keys()]]).toEqual([['a'], ['b'], ['a', 'b', 'c']]);
	});

	test('[FD2] a job that changes hands leaves the one feed for the other', () => {
		const board = createTestBoard();
		board.read({ key: 'a' });
		board.read({ key: 'a', owner: { id: 'bob', name: 'Bob' } });
		expect([board.keys('ann'), board.keys('bob')]).toEqual([[], ['a']]);
		expect(board.feedOf('ann').removedAfter(0)).toEqual([['a', board.cursor().rev]]);
	});

	test('[FD3] each feed keeps its newest finished jobs, and what is in no feed leaves the board', () => {
		const board = createTestBoard(2);
		board.read({ key: 'b', owner: { id: 'bob', name: 'Bob' }, status: 'completed', finishedAt: 1 });
		for (const [index, key] of ['x', 'y', 'z'].entries()) board.read({ key, status: 'failed', finishedAt: index + 2 });
		expect([...board.all.rows.keys()]).toEqual(['y', 'z']);
		expect(board.keys('ann')).toEqual(['y', 'z']);
		expect(board.keys('bob')).toEqual(['b']);
		expect(board.entries.has('x')).toBe(false);
		expect(board.dropped('x')).toMatchObject({ status: 'failed', run: 1 });
	});

	test('[FD3] late news of a job that was let go of is no news', () => {
		const board = createTestBoard(1);
		board.read({ key: 'x', status: 'failed', finishedAt: 1 });
		board.read({ key: 'y', status: 'failed', finishedAt: 2 });
		const { rev } = board.cursor();
		board.read({ key: 'x', status: 'failed', finishedAt: 1 });
		expect(board.cursor().rev).toBe(rev);
		board.read({ key: 'x', run: 2 });
		expect(board.keys('ann')).toEqual(['y', 'x']);
	});

	test('[FD3] finished jobs leave when they are too old', () => {
		const board = createTestBoard();
		board.read({ key: 'x', status: 'completed', finishedAt: 1_000 });
		board.tick(60_000);
		expect(board.entries.has('x')).toBe(true);
		board.tick(62_000);
		expect(board.entries.has('x')).toBe(false);
	});

	test('[FD4] what has left is remembered for a while, and the horizon tells for how long', () => {
		const board = createTestBoard();
		for (let index = 0; index < 1_002; index++) {
			board.read({ key: `k${index}` });
			board.remove(`k${index}`, index);
		}
		expect(board.all.removedAfter(0)).toHaveLength(1_000);
		expect(board.all.horizon()).toBe(4);
	});
});

describe('places', () => {
	test('[BD20] waiting jobs are counted by lane and arrival, whatever starts, is held or leaves', () => {
		const board = createTestBoard();
		for (const key of ['a', 'b', 'c']) board.read({ key });
		board.read({ key: 'urgent' });
		board.read({ key: 'later', lane: 5 });
		expect(['a', 'b', 'c', 'urgent', 'later'].map(board.before)).toEqual([0, 1, 2, 3, 4]);
		board.read({ key: 'a', status: 'running', startedAt: 1 });
		board.read({ key: 'b', status: 'paused' });
		expect(['a', 'b', 'c', 'urgent', 'later'].map(board.before)).toEqual([undefined, undefined, 0, 1, 2]);
		board.read({ key: 'b' });
		expect(board.before('b')).toBe(2);
	});

	test('[BD24] a queued job that waits for something else than its turn has no place, until it is in line', () => {
		const board = createTestBoard();
		for (const key of ['a', 'b', 'c']) board.read({ key, inLine: key !== 'b' });
		expect(['a', 'b', 'c'].map(board.before)).toEqual([0, undefined, 1]);
		board.read({ key: 'b' });
		board.read({ key: 'a', inLine: false });
		expect(['a', 'b', 'c'].map(board.before)).toEqual([undefined, 1, 0]);
	});

	test('[BD21] a sweep that finds another order numbers the lane anew, but for what changed since', () => {
		const board = createTestBoard();
		for (const key of ['a', 'b', 'c']) board.read({ key });
		const listed = ['c', 'a', 'b'].map((key) => ({ key, status: 'queued' as const, run: 1 }));
		board.arrange(listed, new Set(['c']), 0);
		expect(['a', 'b', 'c'].map(board.before)).toEqual([0, 1, 2]);
		board.arrange(listed, new Set(), 0);
		expect(['a', 'b', 'c'].map(board.before)).toEqual([1, 2, 0]);
	});

	test('[BD22] a lane that comes apart into too many ranges is numbered anew', () => {
		const board = createTestBoard();
		const count = limits.laneRanges * 2 + 4;
		for (let index = 0; index < count; index++) board.read({ key: `k${index}` });
		for (let index = 1; index < count; index += 2) board.read({ key: `k${index}`, status: 'paused' });
		const [lane] = board.line('work').figures().lanes;
		expect(lane?.waiting.length).toBeLessThanOrEqual(limits.laneRanges);
		expect(board.before(`k${count - 2}`)).toBe(count / 2 - 1);
	});

	test('[BD23] figures tell how many run, how many can, when they end and how long they take', () => {
		const board = createTestBoard();
		board.read({ key: 'done', status: 'completed', startedAt: 1_000, finishedAt: 31_000 });
		board.read({ key: 'a', status: 'running', startedAt: 0 });
		board.read({ key: 'b', status: 'running', startedAt: 0 });
		board.tick(0);
		board.read({ key: 'c', status: 'running', startedAt: 0 });
		expect(board.line('work').figures()).toMatchObject({ running: 3, parallel: 3 });
		board.read({ key: 'c', status: 'paused', startedAt: 0 });
		board.read({ key: 'b', status: 'completed', startedAt: 0, finishedAt: 30_000 });
		expect(board.line('work').figures()).toMatchObject({ running: 1, parallel: 2, freeAt: [30_000], meanMs: 30_000 });
		expect(board.entries.get('a')?.row.job.expectedMs).toBe(30_000);
	});
});
