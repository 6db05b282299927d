import { describe, expect, test } from 'vitest';
import { isEnd, type Status } from '../../protocol/index.ts';
import { stays } from '../../testing/machines/machine.ts';
import { type RunMachineEvent, runMachine } from '../../testing/machines/run-machine.ts';
import type { JobRecord } from '../source.ts';
import { cleanRecord } from './clean-record.ts';
import { type RowEvent, reduceRow } from './reduce-row.ts';
import type { Row } from './row.ts';

function record(given: Partial<JobRecord> = {}): JobRecord {
	return {
		key: 'work:1',
		queue: 'work',
		run: 1,
		name: 'A job',
		kind: 'work',
		owner: null,
		status: 'queued',
		progress: null,
		createdAt: 100,
		can: { pause: true, cancel: true, retry: true },
		...given,
	};
}

function read(given: Partial<JobRecord>, askedAtStep = 0): RowEvent {
	const clean = cleanRecord(record(given), 0);
	if (clean === null) throw new Error('The record of a test has to be usable.');
	return { type: 'read', record: clean, askedAtStep };
}

/** Folds events; the n-th happens at n seconds, and at step n. */
function fold(...events: RowEvent[]): Row | null {
	return events.reduce<Row | null>(
		(row, event, index) => reduceRow(row, event, { now: (index + 1) * 1_000, step: index + 1 }),
		null,
	);
}

const begun: Record<Status, Partial<JobRecord>> = {
	queued: { status: 'queued' },
	running: { status: 'running', startedAt: 200, progress: 0.4 },
	paused: { status: 'paused', startedAt: 200, pausedAt: 300, progress: 0.4 },
	completed: { status: 'completed', startedAt: 200, finishedAt: 400 },
	failed: { status: 'failed', startedAt: 200, finishedAt: 400, error: { message: 'no' } },
	cancelled: { status: 'cancelled', finishedAt: 400 },
};

const events = {
	progress: { type: 'progressed', progress: 0.7 },
	'progress of an older run': { type: 'progressed', run: 1, progress: 0.7 },
	'progress that is no number': { type: 'progressed', progress: 'half' },
	end: { type: 'ended', status: 'completed', at: 500 },
	'pause asked': { type: 'asked', action: 'pause' },
	'resume asked': { type: 'asked', action: 'resume' },
	'cancel asked': { type: 'asked', action: 'cancel' },
	'retry asked': { type: 'asked', action: 'retry' },
	tick: { type: 'ticked' },
	'next run read': read({ status: 'queued', run: 3 }),
	'older run read': read({ status: 'failed', run: 1 }),
} satisfies Record<RunMachineEvent, RowEvent>;

/** What is new of a row, in the words of the machine. */
function toWords(before: Row | null, after: Row | null): string {
	if (after === null || before === null || after.job === before.job) return stays;
	const { status, progress, wanted, run } = after.job;
	const news = [
		run === before.job.run ? '' : `run ${run}`,
		progress === before.job.progress || progress === null ? '' : `at ${progress * 100} %`,
		wanted === before.job.wanted ? '' : `wants to be ${wanted}`,
	];
	return [status, ...news.filter((each) => each !== '')].join(', ');
}

describe('a row in every state under every event', () => {
	for (const [status, reactions] of Object.entries(runMachine) as [Status, Record<string, string>][]) {
		for (const [name, event] of Object.entries(events)) {
			test(`[BD1] ${status}: ${name}`, () => {
				const before = fold(read({ ...begun[status], run: 2 }));
				const after = reduceRow(before, event, { now: 5_000, step: 9 });
				expect(toWords(before, after)).toBe(reactions[name]);
				if (isEnd(status) && name !== 'next run read') expect(after?.job.finishedAt).toBe(400);
			});
		}
	}
});

describe('what the engine says', () => {
	test('[BD2] the same record twice changes nothing', () => {
		const once = fold(read(begun.running));
		expect(reduceRow(once, read(begun.running), { now: 9_000, step: 9 })).toBe(once);
	});

	test('[BD3] an end told twice is one end, at its first time', () => {
		const row = fold(read(begun.completed), read({ ...begun.completed, finishedAt: 480 }));
		expect(row?.job.finishedAt).toBe(400);
	});

	test('[BD4] a record of an older run is ignored', () => {
		const second = fold(read({ status: 'running', run: 2, startedAt: 900 }));
		expect(reduceRow(second, read(begun.failed), { now: 9_000, step: 9 })).toBe(second);
	});

	test('[BD5] a key used again for a job created at another time is a new job', () => {
		const row = fold(read({ ...begun.completed, run: 3 }), read({ status: 'queued', createdAt: 900 }));
		expect(row?.job).toMatchObject({ status: 'queued', run: 1, createdAt: 900 });
		expect(row?.job.finishedAt).toBeUndefined();
	});

	test('[BD6] progress that falls within a run is shown as told', () => {
		expect(fold(read(begun.running), { type: 'progressed', progress: 0.1 })?.job.progress).toBe(0.1);
	});

	test('[BD7] a stalled job that runs again is restarted, and never failed in between', () => {
		const row = fold(read(begun.running), read({ status: 'queued', restarts: 1 }), {
			...read({ status: 'running', startedAt: 900, restarts: 1 }),
		});
		expect(row?.job).toMatchObject({ status: 'running', run: 1, restarts: 1, progress: null });
	});

	test('[BD8] progress heard after a reading was begun outlives what the reading found', () => {
		const row = fold(read(begun.running), { type: 'progressed', progress: 0.7 }, read(begun.running, 1));
		expect(row?.job.progress).toBe(0.7);
		expect(fold(read(begun.running), { type: 'progressed', progress: 0.7 }, read(begun.running, 2))?.job.progress).toBe(
			0.4,
		);
	});

	test('[BD8] a wish accepted after a reading was begun outlives what the reading found', () => {
		const asked = { type: 'asked', action: 'cancel' } as const;
		expect(fold(read(begun.running), asked, read(begun.running, 1))?.job.wanted).toBe('cancelled');
		expect(fold(read(begun.running), asked, read(begun.running, 2))?.job.wanted).toBeUndefined();
	});

	test('[BD9] a wish is over once the job is as wished, or has ended', () => {
		expect(fold(read({ ...begun.paused, wanted: 'paused' }))?.job.wanted).toBeUndefined();
		expect(fold(read({ ...begun.completed, wanted: 'cancelled' }))?.job.wanted).toBeUndefined();
	});

	test('[BD9] resume withdraws a pause that was not reached, but no cancel', () => {
		const pause = { type: 'asked', action: 'pause' } as const;
		const cancel = { type: 'asked', action: 'cancel' } as const;
		const resume = { type: 'asked', action: 'resume' } as const;
		expect(fold(read(begun.running), pause, resume)?.job.wanted).toBeUndefined();
		expect(fold(read(begun.running), cancel, resume)?.job.wanted).toBe('cancelled');
	});

	test('[BD10] what a job should take is fixed when it is first seen', () => {
		const first = { ...read(begun.queued), expectedMs: 5_000 } as RowEvent;
		const later = { ...read(begun.running), expectedMs: 9_000 } as RowEvent;
		expect(fold(first, later)?.job.expectedMs).toBe(5_000);
	});

	test('[BD31] an end that is told with its run is that run’s, and one of an older run is ignored', () => {
		const before = fold(read({ ...begun.running, run: 2 }));
		const end = { type: 'ended', status: 'completed', at: 500 } as const;
		expect(reduceRow(before, { ...end, run: 3 }, { now: 600, step: 9 })?.job).toMatchObject({
			run: 3,
			finishedAt: 500,
		});
		expect(reduceRow(before, { ...end, run: 1 }, { now: 600, step: 9 })).toBe(before);
	});

	test('[BD11] counts pauses itself where the engine does not', () => {
		const row = fold(read({ ...begun.paused, pausedAt: 1_000 }), read({ ...begun.running, pausedMs: undefined }));
		expect(row?.job).toMatchObject({ status: 'running', pausedMs: 1_000 });
		expect(row?.job.pausedAt).toBeUndefined();
	});

	test('[BD11] does not count as a pause of the run that it was held before it began', () => {
		const held = { ...begun.paused, startedAt: undefined, pausedAt: 1_000 };
		const row = fold(read(held), read({ ...begun.running, pausedMs: undefined }));
		expect(row?.job).toMatchObject({ status: 'running', pausedMs: 0 });
	});

	test('[BD28] the size of a group does not fall, and an ended row stays in its group', () => {
		const flow = { id: 'work:1', name: 'A flow', size: 7 };
		const groupOf = (...groups: JobRecord['group'][]) => fold(...groups.map((group) => read({ group })))?.job.group;
		expect(groupOf(flow, { ...flow, name: 'The flow', size: 5 })).toEqual({ ...flow, name: 'The flow' });
		expect(groupOf(flow, { id: 'work:1' }, { id: 'work:1' })?.size).toBe(7);
		expect(groupOf(flow, { ...flow, size: 9 })?.size).toBe(9);
		expect(groupOf(flow, { id: 'work:2', size: 2 })?.size).toBe(2);
		expect(groupOf(flow, undefined)).toBeUndefined();
		expect(fold(read({ group: flow }), read({ status: 'cancelled' }))?.job.group).toEqual(flow);
	});

	test('[BD29] a resumed run that waits for a place has its start and progress, and its pause goes on', () => {
		const began = read({ ...begun.running, pausedMs: 0 });
		const waiting = { ...begun.paused, status: 'queued' as const, pausedMs: 0, inLine: false };
		const row = fold(began, read({ ...begun.paused, pausedMs: 0 }), read(waiting));
		expect(row?.job).toMatchObject({ status: 'queued', startedAt: 200, progress: 0.4, pausedAt: 300, pausedMs: 0 });
		expect([row?.job.place, row?.job.etaAt, row?.lane]).toEqual([undefined, undefined, null]);
		const on = reduceRow(row, read({ ...begun.running, pausedMs: 7_700 }, 4), { now: 8_000, step: 4 });
		expect(on?.job).toMatchObject({ status: 'running', startedAt: 200, pausedMs: 7_700 });
		expect(on?.job.pausedAt).toBeUndefined();
		expect(on?.trace?.moves).toBe(row?.trace?.moves);
		const uncounted = fold(read(begun.running), read(begun.paused), read({ ...waiting, pausedMs: undefined }));
		expect(uncounted?.job).toMatchObject({ pausedAt: 300, pausedMs: 0 });
	});

	test('[BD12] only a running job has an end in sight', () => {
		const first = { ...read(begun.running), expectedMs: 60_000 } as RowEvent;
		expect(fold(first)?.job.etaAt).toBeGreaterThan(1_000);
		expect(fold(first, read(begun.paused))?.job.etaAt).toBeUndefined();
		expect(fold(first, read(begun.completed))?.job.etaAt).toBeUndefined();
	});

	test('[BD13] time alone shows a stall', () => {
		const steps = [0.1, 0.2, 0.3].map((progress): RowEvent => ({ type: 'progressed', progress }));
		const row = fold(read({ status: 'running', startedAt: 0 }), ...steps);
		expect(reduceRow(row, { type: 'ticked' }, { now: 30_000, step: 9 })).toBe(row);
		expect(reduceRow(row, { type: 'ticked' }, { now: 90_000, step: 9 })?.job.stalledSince).toBe(4_000);
	});
});
