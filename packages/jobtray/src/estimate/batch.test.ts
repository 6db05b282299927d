import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BatchRow, type BatchState, emptyBatch, reduceBatch, restoreBatch, toBatch } from './batch.ts';

const quiet = { now: 0, parallel: 2, runningEndsAt: [] };

function row(status: BatchRow['status'], more: Partial<BatchRow> = {}): BatchRow {
	return { status, progress: null, ...more };
}

function fold(changes: [BatchRow | null, BatchRow | null][], from: BatchState = emptyBatch): BatchState {
	return changes.reduce((state, [before, after], now) => reduceBatch(state, { before, after, now }), from);
}

describe('batch', () => {
	test('[ES10] there is none until a job is open', () => {
		expect(toBatch(emptyBatch, quiet)).toBeNull();
		expect(fold([[null, row('completed', { finishedAt: 0 })]])).toBe(emptyBatch);
	});

	test('[ES10] begins with the first open job and begins anew after the last has ended', () => {
		const queued = row('queued');
		const done = row('completed', { finishedAt: 1 });
		const over = fold([
			[null, queued],
			[queued, done],
		]);
		expect(toBatch(over, quiet)).toMatchObject({ since: 0, jobs: 1, ended: 1, progress: 1 });
		expect(toBatch(reduceBatch(over, { before: null, after: queued, now: 9 }), quiet)).toMatchObject({
			since: 9,
			jobs: 1,
			ended: 0,
		});
	});

	test('[ES11] has no percentage until a job has told progress or ended', () => {
		const state = fold([[null, row('running')]]);
		expect(toBatch(state, quiet)?.progress).toBeNull();
	});

	test('[ES12] weighs jobs by expected duration', () => {
		const short = row('running', { weightMs: 1_000, progress: 1 });
		const long = row('running', { weightMs: 9_000, progress: 0.5 });
		const state = fold([
			[null, short],
			[null, long],
		]);
		expect(toBatch(state, quiet)?.progress).toBe(0.55);
	});

	test('[ES12] gives a job of unknown duration the weight of the mean', () => {
		const state = fold([
			[null, row('running', { weightMs: 4_000, progress: 0.5 })],
			[null, row('queued')],
		]);
		expect(toBatch(state, quiet)?.progress).toBe(0.25);
	});

	test('[ES11] has no percentage while a running job is of unknown duration and others are not', () => {
		const unknown = row('running', { progress: 0.05 });
		const state = fold([
			[null, row('running', { weightMs: 4_000, progress: 0.5 })],
			[null, unknown],
		]);
		expect(toBatch(state, quiet)?.progress).toBeNull();
		const known = reduceBatch(state, { before: unknown, after: { ...unknown, weightMs: 396_000 }, now: 3 });
		expect(toBatch(known, quiet)?.progress).toBe(0.054);
	});

	test('[ES16] what is cancelled leaves the batch', () => {
		const queued = row('queued', { weightMs: 1_000 });
		const running = row('running', { weightMs: 1_000, progress: 0.5 });
		const state = fold([
			[null, running],
			[null, queued],
			[queued, row('cancelled', { weightMs: 1_000, finishedAt: 2 })],
		]);
		expect(toBatch(state, quiet)).toMatchObject({ jobs: 1, ended: 0, progress: 0.5 });
		const over = reduceBatch(state, { before: running, after: row('cancelled', { finishedAt: 3 }), now: 3 });
		expect(toBatch(over, quiet)).toMatchObject({ jobs: 0, ended: 0 });
	});

	test('[ES13] keeps ended jobs at 100 % and does not fall when one ends or leaves the feed', () => {
		const half = row('running', { progress: 0.5 });
		const failed = row('failed', { progress: 0.5, finishedAt: 2 });
		const state = fold([
			[null, half],
			[null, row('queued')],
			[half, failed],
			[failed, null],
		]);
		expect(toBatch(state, quiet)).toMatchObject({ jobs: 2, ended: 1, progress: 0.5 });
	});

	test('[ES13] a retry of a job that ended before the batch adds a job and takes none away', () => {
		const old = row('failed', { finishedAt: -50 });
		const state = fold([
			[null, row('running', { progress: 0.5 })],
			[old, row('queued')],
		]);
		expect(toBatch(state, quiet)).toMatchObject({ jobs: 2, ended: 0, progress: 0.25 });
	});

	test('[ES14] ends when the last running job ends or the waiting work is through, whichever is later', () => {
		const state = fold([
			[null, row('running', { weightMs: 10_000, progress: 0.5 })],
			[null, row('queued', { weightMs: 10_000 })],
			[null, row('queued', { weightMs: 10_000 })],
		]);
		expect(toBatch(state, { now: 0, parallel: 1, runningEndsAt: [5_000] })?.endsAt).toBe(25_000);
		expect(toBatch(state, { now: 0, parallel: 3, runningEndsAt: [60_000] })?.endsAt).toBe(60_000);
	});

	test('[ES14] tells no end without ground, and none while a job is paused', () => {
		const unknown = fold([[null, row('queued')]]);
		const paused = fold([[null, row('paused', { weightMs: 5_000 })]]);
		expect(toBatch(unknown, quiet)?.endsAt).toBeUndefined();
		expect(toBatch(paused, quiet)?.endsAt).toBeUndefined();
		expect(toBatch(fold([[null, row('running')]]), { ...quiet, runningEndsAt: [null] })?.endsAt).toBeUndefined();
	});

	test('[ES13] progress never falls unless a job was added', () => {
		const step = fc.record({
			index: fc.nat({ max: 5 }),
			status: fc.constantFrom<BatchRow['status']>('queued', 'running', 'paused', 'completed', 'failed', 'cancelled'),
			progress: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
			gone: fc.boolean(),
		});
		fc.assert(
			fc.property(fc.array(step, { maxLength: 60 }), fc.array(fc.integer({ min: 1, max: 1_000 })), (steps, lengths) => {
				const rows = new Map<number, BatchRow>();
				let state = emptyBatch;
				let shown = 0;
				for (const [now, { index, status, progress, gone }] of steps.entries()) {
					const before = rows.get(index) ?? null;
					const ends = status === 'completed' || status === 'failed' || status === 'cancelled';
					const weightMs = before === null ? lengths[index] : before.weightMs;
					const open = before !== null && before.finishedAt === undefined;
					const after = gone && !open ? null : { status, progress, weightMs, ...(ends ? { finishedAt: now } : {}) };
					if (after === null) rows.delete(index);
					else rows.set(index, after);
					const added = after !== null && !ends && !open;
					state = reduceBatch(state, { before, after, now });
					const next = toBatch(state, quiet)?.progress ?? 0;
					if (!added) expect(next).toBeGreaterThanOrEqual(shown);
					shown = next;
				}
			}),
		);
	});
});

describe('restoreBatch', () => {
	test('[ES15] finds the jobs whose time overlapped, from the open ones backwards', () => {
		const state = restoreBatch([
			{ ...row('running', { progress: 0.5 }), createdAt: 100 },
			{ ...row('completed', { finishedAt: 120 }), createdAt: 80 },
			{ ...row('failed', { finishedAt: 90 }), createdAt: 60 },
			{ ...row('cancelled', { finishedAt: 95 }), createdAt: 85 },
			{ ...row('completed', { finishedAt: 50 }), createdAt: 10 },
		]);
		expect(toBatch(state, quiet)).toMatchObject({ since: 60, jobs: 3, ended: 2 });
	});

	test('[ES15] is no batch where nothing is open', () => {
		expect(restoreBatch([{ ...row('completed', { finishedAt: 5 }), createdAt: 1 }])).toBe(emptyBatch);
	});
});
