import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isEnd } from '../protocol/index.ts';
import { type BatchRow, type BatchState, emptyBatch, reduceBatch, toBatch } from './batch.ts';

/** What can happen to a job of a queue. */
const deeds = [
	'add',
	'start',
	'tell',
	'tell',
	'tell',
	'pause',
	'resume',
	'complete',
	'fail',
	'cancel',
	'undo',
	'retry',
	'drop',
] as const;
type Deed = (typeof deeds)[number];

/** A job, and whether its cancellation can still be undone: then it is out of the batch, and nobody starts it. */
interface Model {
	row: BatchRow;
	held: boolean;
}

interface Step {
	deed: Deed;
	job: number;
	/** 0..1: how far it is, or how long it seems to take. */
	amount: number;
	/** Whether its kind is known. */
	known: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
	deed: fc.constantFrom(...deeds),
	job: fc.nat({ max: 11 }),
	amount: fc.double({ min: 0, max: 1, noNaN: true }),
	known: fc.boolean(),
});

/** The job after the deed, or the same one where it cannot be done now. */
function take(before: Model | undefined, { deed, amount, known }: Step, now: number): Model | undefined {
	const longMs = 1 + Math.round(amount ** 4 * 3_600_000);
	if (deed === 'add')
		return before ?? { held: false, row: { status: 'queued', progress: null, ...(known ? { weightMs: longMs } : {}) } };
	if (before === undefined) return undefined;
	const { row, held } = before;
	const { status, progress } = row;
	const to = (more: Partial<BatchRow>): Model => ({ held: false, row: { ...row, ...more } });
	if (held) {
		if (deed === 'undo') return to({});
		return deed === 'drop' ? to({ status: 'cancelled', finishedAt: now }) : before;
	}
	if (isEnd(status)) {
		if (deed === 'drop') return undefined;
		const retries = deed === 'retry' && status !== 'completed';
		return retries ? to({ status: 'queued', progress: null, finishedAt: undefined }) : before;
	}
	if (deed === 'cancel')
		return status === 'queued' ? { ...before, held: true } : to({ status: 'cancelled', finishedAt: now });
	if (deed === 'start' && status === 'queued') return to({ status: 'running' });
	if (deed === 'resume' && status === 'paused') return to({ status: 'running' });
	if (status !== 'running') return before;
	if (deed === 'pause') return to({ status: 'paused' });
	if (deed === 'complete') return to({ status: 'completed', finishedAt: now });
	if (deed === 'fail') return to({ status: 'failed', finishedAt: now });
	// A run of an unknown kind seems to take now so long, now otherwise; progress may fall, too.
	return deed === 'tell'
		? to({ progress: progress === null ? 0 : amount, ...(known ? { weightMs: longMs } : {}) })
		: before;
}

function seen(model: Model | undefined): BatchRow | null {
	return model === undefined || model.held ? null : model.row;
}

function isOpen(row: BatchRow | null): boolean {
	return row !== null && !isEnd(row.status);
}

describe('a batch over thousands of steps', () => {
	test('[ES13] never falls unless a job was added, a retry and the undoing of a cancellation included', () => {
		fc.assert(
			fc.property(fc.array(step, { minLength: 1_000, maxLength: 3_000 }), (steps) => {
				const jobs = new Map<number, Model>();
				let state: BatchState = emptyBatch;
				let shown = 0;
				for (const [now, one] of steps.entries()) {
					const model = jobs.get(one.job);
					const next = take(model, one, now);
					if (next === undefined) jobs.delete(one.job);
					else jobs.set(one.job, next);
					const [before, after] = [seen(model), seen(next)];
					if (before === after) continue;
					state = reduceBatch(state, { before, after, now });
					const batch = toBatch(state, { now, parallel: 2, runningEndsAt: [] });
					const progress = batch?.progress ?? 0;
					const added = isOpen(after) && !isOpen(before);
					if (!added) expect(progress).toBeGreaterThanOrEqual(shown);
					expect(progress).toBeLessThanOrEqual(1);
					shown = progress;
					expect(state.open).toBe([...jobs.values()].filter((job) => isOpen(seen(job))).length);
				}
			}),
			{ seed: 54, numRuns: 20 },
		);
	}, 30_000);
});
