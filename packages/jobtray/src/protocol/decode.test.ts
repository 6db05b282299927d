import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeClientMessage } from './decode-client-message.ts';
import { decodeServerMessage } from './decode-server-message.ts';
import type { Job } from './job.ts';

const job: Job = {
	key: 'paint:1',
	queue: 'paint',
	run: 1,
	name: 'Mira, forest',
	kind: 'scene',
	owner: { id: 'ana', name: 'Ana' },
	status: 'running',
	progress: 0.5,
	createdAt: 1,
	pausedMs: 0,
	actions: ['cancel'],
	rev: 4,
};

function changes(rows: unknown[]): string {
	return JSON.stringify({
		type: 'changes',
		scope: 'mine',
		from: 'a.1',
		cursor: 'a.4',
		jobs: rows,
		removed: [],
		now: 9,
	});
}

describe('frames of a client', () => {
	test.each([
		{ type: 'watch', scope: 'mine' },
		{ type: 'watch', scope: 'all', cursor: 'a.1' },
		{ type: 'unwatch', scope: 'all' },
		{ type: 'visibility', hidden: true },
		{ type: 'pong' },
		{ type: 'probe' },
	])('[PR1] reads %o', (message) => {
		expect(decodeClientMessage(JSON.stringify(message))).toEqual({ type: 'message', message });
	});

	test('[PR2] leaves out unknown fields and tells unknown types apart', () => {
		expect(decodeClientMessage('{"type":"pong","more":1}')).toEqual({ type: 'message', message: { type: 'pong' } });
		expect(decodeClientMessage('{"type":"dance"}')).toEqual({ type: 'unknown' });
	});

	test.each([
		'',
		'no',
		'null',
		'[]',
		'7',
		'"pong"',
		'{}',
		'{"type":7}',
		'{"type":"watch"}',
		'{"type":"watch","scope":"x"}',
	])('[PR3] calls %j malformed', (text) => {
		expect(decodeClientMessage(text)).toEqual({ type: 'malformed' });
	});

	test('[PR4] a cursor that is none is no reason to refuse a watch', () => {
		expect(decodeClientMessage('{"type":"watch","scope":"mine","cursor":7}')).toEqual({
			type: 'message',
			message: { type: 'watch', scope: 'mine', cursor: undefined },
		});
	});
});

describe('frames of a server', () => {
	test('[PR1] reads changes whole', () => {
		expect(decodeServerMessage(changes([job]))).toMatchObject({
			type: 'message',
			skipped: 0,
			message: { jobs: [job] },
		});
	});

	test('[PR6] a broken row costs itself and nothing else', () => {
		const broken = [null, 7, {}, { ...job, status: 'dancing' }, { ...job, progress: 7 }, { ...job, rev: -1 }];
		const decoded = decodeServerMessage(changes([...broken, job]));
		expect(decoded).toMatchObject({ type: 'message', skipped: broken.length, message: { jobs: [job] } });
	});

	test('[PR12] what moved is read place by place, and costs only itself where it does not read', () => {
		const fit = [
			['a:1', 5, 3, null],
			['a:1', 5, 3, 0.5, 'Drawing', 9, 1, 2],
			['a:1', 5, 3, 0, null, null, null, null, 'later'],
		];
		const broken = [
			null,
			7,
			{},
			[],
			['a:1'],
			['', 5, 3, 0],
			['a:1', -1, 3, 0],
			['a:1', 5, 3, 7],
			['a:1', 5, 3, 0, 4],
			['a:1', 5, 3, 0, 's', 'x'],
		];
		const frame = JSON.stringify({ ...JSON.parse(changes([job])), moved: [...broken, ...fit] });
		expect(decodeServerMessage(frame)).toMatchObject({
			type: 'message',
			skipped: broken.length,
			message: { jobs: [job], moved: fit },
		});
		expect(decodeServerMessage(frame.replace('"moved":[', '"moved":7,"was":['))).toEqual({ type: 'malformed' });
	});

	test('[PR9] actions and reasons that this side does not know are left out of the row', () => {
		const row = {
			...job,
			actions: ['undo', 'dance', 'cancel'],
			cannot: { pause: 'too-hot', retry: 'not-yours', dance: 'ending' },
		};
		const decoded = decodeServerMessage(changes([row]));
		expect(decoded).toMatchObject({
			skipped: 0,
			message: { jobs: [{ actions: ['undo', 'cancel'], cannot: { retry: 'not-yours' } }] },
		});
	});

	test('[PR7] an unsafe link costs a row its link', () => {
		const rows = [
			{ ...job, result: { href: 'javascript:alert(1)' } },
			{ ...job, result: { href: '/ok', thumbnail: '//evil.example/a.png' } },
		];
		const decoded = decodeServerMessage(changes(rows));
		const results = decoded.type === 'message' && decoded.message.type === 'changes' ? decoded.message.jobs : [];
		expect(results.map((row) => row.result)).toEqual([undefined, { href: '/ok', thumbnail: undefined }]);
	});

	test('[PR2] leaves out unknown fields, prototypes among them', () => {
		const decoded = decodeServerMessage('{"type":"alive","now":1,"__proto__":{"x":1},"constructor":{}}');
		expect(decoded).toEqual({ type: 'message', skipped: 0, message: { type: 'alive', now: 1 } });
		expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
	});

	test('[PR3] never throws, whatever comes', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
				decodeServerMessage(text);
				decodeClientMessage(text);
			}),
		);
	});
});
