import { expect, test } from 'vitest';
import { describeByMeta } from './describe-job.ts';
import { activeRow } from './fixtures/active-row.ts';
import { cancelledReason, type JobRow } from './job-row.ts';
import { toJobRecord, toListed } from './to-job-record.ts';
import type { Wish } from './wish.ts';

function map(changes: Partial<JobRow>, { wish, describe = describeByMeta }: MapOptions = {}) {
	const odd: string[] = [];
	const record = toJobRecord({ ...activeRow, ...changes }, { describe, wish, odd: (what) => odd.push(what) });
	return { record, odd };
}

interface MapOptions {
	wish?: Wish;
	describe?: typeof describeByMeta;
}

test.each([
	['a number of BullMQ’s 0..100', 42, 0.42, undefined, []],
	['nothing', 0, 0, undefined, []],
	['more than all', 140, 1, undefined, []],
	['a negative number', -1, null, undefined, ['progress']],
	['no number', Number.NaN, null, undefined, ['progress']],
	['a number beyond all', Number.POSITIVE_INFINITY, null, undefined, ['progress']],
	['a numeric string', '42', 0.42, undefined, []],
	['a percentage', ' 42.5 % ', 0.425, undefined, []],
	['words', 'Loading the model', null, 'Loading the model', []],
	['words in lines', 'Loading\n  the model', null, 'Loading the model', []],
	['an object with progress', { progress: 10, message: 'Frame 1' }, 0.1, 'Frame 1', []],
	['an object with percent as text', { percent: '10%' }, 0.1, undefined, []],
	['an object with value and step', { value: 100, step: 'Done' }, 1, 'Done', []],
	['an object with progress that is none', { progress: { at: 1 } }, null, undefined, ['progress']],
	['an object that says nothing', { a: 1 }, null, undefined, ['progress']],
	['a list', [1, 2], null, undefined, ['progress']],
	['a truth value', true, null, undefined, ['progress']],
	['null', null, null, undefined, []],
])('[EN24] reads progress told as %s', (_, progress, share, step, odd) => {
	const mapped = map({ progress });
	expect([mapped.record.progress, mapped.record.step, mapped.odd]).toEqual([share, step, odd]);
});

test('[EN24] cuts a step of five megabytes to what a row may hold', () => {
	const { record } = map({ progress: 'x'.repeat(5_000_000) });
	expect(record.step).toHaveLength(300);
});

test('[EN25] shows the progress of the worker helper for its own run only', () => {
	const told = { jobtray: 1, run: 1, p: 0.5, step: 'Half', restarts: 2, pausedMs: 70 };
	expect(map({ progress: told }).record).toMatchObject({ progress: 0.5, step: 'Half', restarts: 2, pausedMs: 70 });
	const later = map({ progress: told, attemptsMade: 1, attemptsStarted: 2 }).record;
	expect(later).toMatchObject({ run: 2, progress: null, pausedMs: 0 });
	expect(later.restarts).toBeUndefined();
});

test('[EN25] shows how far a resumed job is that waits for a slot, and nothing of a run that is yet to begin', () => {
	const progress = { jobtray: 1, run: 1, p: 0.4, restarts: 0, pausedMs: 70, pausedAt: 2_500, waits: true };
	const { record } = map({ progress, stopped: { run: 1, waits: true } });
	expect(record).toMatchObject({ status: 'queued', progress: 0.4, startedAt: 2_000, pausedMs: 70, pausedAt: 2_500 });
	const again = map({ progress, state: 'waiting' }).record;
	expect([again.status, again.progress, again.startedAt, again.pausedAt]).toEqual([
		'queued',
		null,
		undefined,
		undefined,
	]);
});

test('[EN26] shows a job without an owner, or with one that is none, as nobody’s, and counts the latter', () => {
	expect(map({}).record.owner).toBeNull();
	for (const owner of [7, 'ada', { id: 7, name: 'Ada' }, { name: 'Ada' }, { id: '' }, []]) {
		const mapped = map({ data: { jobtray: { owner } } });
		expect([mapped.record.owner, mapped.odd]).toEqual([null, ['owner']]);
	}
	const { record } = map({ data: { jobtray: { owner: { id: 'ada' } } } });
	expect(record.owner).toEqual({ id: 'ada', name: 'ada' });
});

test.each([
	['throws', () => JSON.parse('{')],
	['returns nothing', () => undefined],
	['returns a text', () => 'scene'],
	['returns a promise of nonsense', () => [1]],
])('[EN27] falls back to what BullMQ says where describe %s, and counts it', (_, describe) => {
	const mapped = map({}, { describe: describe as typeof describeByMeta });
	expect(mapped.record).toMatchObject({ name: 'scene', kind: 'scene', owner: null, can: { pause: false } });
	expect(mapped.odd).toEqual(['describe']);
});

test('[EN28] tells an error by one line without stack and control characters, cut', () => {
	const failed = (failedReason: string | null) =>
		map({ state: 'failed', attemptsMade: 1, finishedAt: 3_000, failedReason }).record.error?.message;
	expect(failed('Bad\u0007 picture\n    at decode (still.ts:3:9)')).toBe('Bad  picture');
	expect(failed('\n\n  The third line  \n')).toBe('The third line');
	expect(failed('x'.repeat(100_000))).toHaveLength(2_000);
	expect(failed(null)).toBe('It failed without saying why.');
	expect(failed('')).toBe('It failed without saying why.');
});

test('[EN29] tells a failure that carries our mark as cancelled, without an error', () => {
	const { record } = map({
		state: 'failed',
		cancelled: true,
		attemptsMade: 1,
		finishedAt: 3_000,
		failedReason: cancelledReason,
	});
	expect(record).toMatchObject({ status: 'cancelled', finishedAt: 3_000, run: 1 });
	expect(record.error).toBeUndefined();
});

test('[EN30] counts runs by the attempts that BullMQ has ended', () => {
	const runOf = (changes: Partial<JobRow>) => map(changes).record.run;
	expect(runOf({ state: 'waiting', attemptsMade: 0 })).toBe(1);
	expect(runOf({ state: 'active', attemptsMade: 2 })).toBe(3);
	expect(runOf({ state: 'failed', attemptsMade: 2 })).toBe(2);
	expect(runOf({ state: 'completed', attemptsMade: 0 })).toBe(1);
});

test('[EN31] counts a plain worker’s restarts from the starts that stalls explain', () => {
	const restartsOf = (changes: Partial<JobRow>) => map(changes).record.restarts ?? 0;
	expect(restartsOf({ attemptsStarted: 2, stalledCount: 1 })).toBe(1);
	expect(restartsOf({ attemptsStarted: 2, stalledCount: 0 })).toBe(0);
	expect(restartsOf({ attemptsStarted: 2, attemptsMade: 1, stalledCount: 1 })).toBe(0);
	expect(restartsOf({ state: 'waiting', attemptsStarted: 1, stalledCount: 1 })).toBe(1);
	expect(restartsOf({ state: 'completed', attemptsStarted: 2, attemptsMade: 1, stalledCount: 1 })).toBe(1);
});

test('[EN32] shows a wish until it is followed', () => {
	const pause: Wish = { wanted: 'paused', at: 5 };
	const cancel: Wish = { wanted: 'cancelled', at: 6 };
	const shown = (changes: Partial<JobRow>, wish: Wish) => {
		const { status, wanted, wantedAt } = map(changes, { wish }).record;
		return [status, wanted, wantedAt];
	};
	expect(shown({}, pause)).toEqual(['running', 'paused', 5]);
	expect(shown({ stopped: { run: 1, waits: false } }, pause)).toEqual(['paused', undefined, undefined]);
	expect(shown({ state: 'waiting' }, pause)).toEqual(['paused', undefined, undefined]);
	expect(shown({ state: 'delayed', held: true }, cancel)).toEqual(['paused', 'cancelled', 6]);
	expect(shown({ stopped: { run: 1, waits: false } }, cancel)).toEqual(['paused', 'cancelled', 6]);
	expect(shown({ state: 'completed', attemptsMade: 1 }, cancel)).toEqual(['completed', undefined, undefined]);
	expect(shown({ stopped: { run: 1, waits: true } }, pause)[0]).toBe('queued');
});

test('[EN47] only a job that waits for its turn is in line', () => {
	const inLine = (changes: Partial<JobRow>) => map(changes).record.inLine ?? true;
	expect(inLine({ state: 'waiting' })).toBe(true);
	expect(inLine({ state: 'delayed' })).toBe(false);
	expect(inLine({ state: 'waiting-children' })).toBe(false);
	expect(inLine({ stopped: { run: 1, waits: true } })).toBe(false);
	expect(inLine({ state: 'delayed', held: true })).toBe(true);
});

test.each(['paused', 'cancelled'] as const)(
	'[EN33] lists a job with the status, run, birth and wish that its record has: %s',
	(wanted) => {
		const wish: Wish = { wanted, at: 5 };
		for (const state of ['waiting', 'active', 'delayed', 'waiting-children', 'completed', 'failed'] as const) {
			for (const stopped of [null, { run: 1, waits: false }, { run: 4, waits: false }]) {
				const changed = { ...activeRow, state, stopped };
				const { record } = map(changed, { wish });
				expect(toListed(changed, wish)).toEqual({
					key: record.key,
					status: record.status,
					run: record.run,
					createdAt: record.createdAt,
					...(record.inLine === false ? { inLine: false } : {}),
					...(record.wanted === undefined ? {} : { wanted: record.wanted }),
				});
			}
		}
	},
);

test('[EN34] takes the link of the description where the job returned none', () => {
	const resultOf = (returned: unknown, href: unknown) =>
		map({ state: 'completed', attemptsMade: 1, returned, data: { jobtray: { href } } }).record.result;
	expect(resultOf(null, '/cars/7')).toEqual({ href: '/cars/7' });
	expect(resultOf({ href: '/library/7' }, '/cars/7')).toEqual({ href: '/library/7' });
	expect(resultOf(null, 7)).toBeUndefined();
	expect(map({ state: 'active', data: { jobtray: { href: '/cars/7' } } }).record.result).toBeUndefined();
});

test('[EN34] takes a returned object with a link for the result, and nothing else', () => {
	const resultOf = (returned: unknown) => map({ state: 'completed', attemptsMade: 1, returned }).record.result;
	expect(resultOf({ href: '/library/7', label: 'Seven', other: 1 })).toEqual({ href: '/library/7', label: 'Seven' });
	for (const returned of [null, 7, 'text', [], {}, { href: 7 }, { href: 'x'.repeat(3_000) }]) {
		expect(resultOf(returned)).toBeUndefined();
	}
});
