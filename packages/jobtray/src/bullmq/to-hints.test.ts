import { expect, test } from 'vitest';
import { cancelledReason } from './job-row.ts';
import { type EngineEvent, toHints } from './to-hints.ts';

function event(name: string, fields: Record<string, unknown>): EngineEvent {
	return { queue: 'render', event: name, at: 9, fields };
}

function map(...events: EngineEvent[]) {
	const odd: string[] = [];
	return { hints: toHints(events, (what) => odd.push(what)), odd };
}

test('[EN35] says once for a batch which jobs have changed', () => {
	const { hints } = map(
		event('added', { jobId: '1' }),
		event('waiting', { jobId: '1' }),
		event('active', { jobId: '2' }),
		event('drained', {}),
	);
	expect(hints).toEqual([{ type: 'changed', keys: ['render:1', 'render:2'] }]);
});

test('[EN36] hands progress on without a reading', () => {
	const told = { jobtray: 1, run: 3, p: 0.5, step: 'Half', restarts: 0, pausedMs: 0 };
	expect(map(event('progress', { jobId: '1', data: JSON.stringify(told) })).hints).toEqual([
		{ type: 'progressed', key: 'render:1', run: 3, progress: 0.5, step: 'Half', at: 9 },
	]);
	expect(map(event('progress', { jobId: '1', data: '42' })).hints).toEqual([
		{ type: 'progressed', key: 'render:1', progress: 0.42, at: 9 },
	]);
});

test('[EN36] has the job read where more than its progress is new', () => {
	const told = { jobtray: 1, run: 1, p: 0.5, restarts: 0, pausedMs: 0, pausedAt: 4, news: true };
	expect(map(event('progress', { jobId: '1', data: JSON.stringify(told) })).hints).toEqual([
		{ type: 'changed', keys: ['render:1'] },
	]);
});

test('[EN37] tells ends with what the event carries, in case the job is gone before it is read', () => {
	const { hints } = map(
		event('completed', { jobId: '1', returnvalue: '{"href":"/library/1"}' }),
		event('completed', { jobId: '2', returnvalue: 'not json' }),
		event('failed', { jobId: '3', failedReason: 'No space\n  at write' }),
		event('failed', { jobId: '4', failedReason: cancelledReason }),
	);
	expect(hints).toEqual([
		{ type: 'ended', key: 'render:1', status: 'completed', at: 9, result: { href: '/library/1' } },
		{ type: 'ended', key: 'render:2', status: 'completed', at: 9 },
		{ type: 'ended', key: 'render:3', status: 'failed', at: 9, error: { message: 'No space' } },
		{ type: 'ended', key: 'render:4', status: 'cancelled', at: 9 },
	]);
});

test('[EN38] has the board swept where jobs may be gone without a word', () => {
	expect(map(event('cleaned', { count: '7' })).hints).toEqual([{ type: 'gap' }]);
});

test('[EN39] passes over events that it cannot read, and counts them', () => {
	const { hints, odd } = map(
		event('active', {}),
		event('active', { jobId: 7 }),
		event('progress', { jobId: '1', data: '[' }),
	);
	expect(hints).toEqual([{ type: 'progressed', key: 'render:1', progress: null, step: '[', at: 9 }]);
	expect(odd).toEqual(['event', 'event']);
});
