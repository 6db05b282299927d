import { describe, expect, test, vi } from 'vitest';
import type { Job, ServerMessage } from '../protocol/index.ts';
import { driveClient } from '../testing/drive-client.ts';
import { makeJob } from '../testing/make-job.ts';
import { createClient } from './create-client.ts';

const snapshot = (jobs: Job[], scope: 'mine' | 'all' = 'mine'): ServerMessage => ({
	type: 'snapshot',
	scope,
	part: 0,
	last: true,
	jobs,
	cursor: 'a.10',
	now: 0,
});

describe('opening and closing', () => {
	test('[LK20] nothing is touched or sent before it is opened', () => {
		const client = createClient();
		expect(client.link.get()).toEqual({ status: 'closed' });
		expect(client.feed('mine').ready.get()).toBe(false);
		expect(client.feed('mine')).toBe(client.feed('mine'));
		const { client: driven, clock, page, transport } = driveClient();
		driven.reconnect();
		expect([transport.sockets.length, page.listeners(), clock.pending()]).toEqual([0, 0, 0]);
	});

	test('[LK20] unmounting and mounting again keeps one socket', () => {
		const { client, clock, transport, welcome } = driveClient();
		const first = client.open();
		welcome();
		first();
		first();
		const second = client.open();
		clock.advance(5_000);
		expect(transport.sockets).toHaveLength(1);
		expect(transport.openCount()).toBe(1);
		first();
		clock.advance(5_000);
		expect(transport.openCount()).toBe(1);
		second();
	});

	test.each(['connecting', 'live', 'probing', 'waiting', 'stopped'])(
		'[LK20] closed while %s, it leaves nothing',
		(when) => {
			const { client, clock, page, transport, welcome } = driveClient();
			const close = client.open();
			if (when !== 'connecting') welcome();
			if (when === 'probing') page.set({ online: false });
			if (when === 'waiting') transport.latest().close(4429);
			if (when === 'stopped') transport.latest().close(4403);
			const unwatch = client.watch('all');
			unwatch();
			close();
			clock.advance(1_000);
			expect([transport.openCount(), page.listeners(), clock.pending()]).toEqual([0, 0, 0]);
			expect(client.link.get()).toEqual({ status: 'closed' });
		},
	);

	test('[LK20] it can be opened again, and goes on from where it stood', () => {
		const { client, clock, transport, welcome, send } = driveClient();
		client.open()();
		welcome();
		send(snapshot([makeJob()]));
		clock.advance(1_000);
		client.open();
		welcome();
		expect(transport.sockets).toHaveLength(2);
		expect(transport.latest().sent.at(-1)).toEqual({ type: 'watch', scope: 'mine', cursor: 'a.10' });
	});
});

describe('watching all', () => {
	test('[LK23] is asked for while somebody wants it, and a moment longer', () => {
		const { client, clock, page, welcome } = driveClient();
		page.set({ hidden: true });
		client.open();
		const socket = welcome();
		socket.sent.length = 0;
		const first = client.watch('all');
		const second = client.watch('all');
		first();
		first();
		clock.advance(2_000);
		expect(socket.sent).toEqual([{ type: 'watch', scope: 'all' }]);
		second();
		client.watch('all')();
		clock.advance(1_000);
		expect(socket.sent).toEqual([
			{ type: 'watch', scope: 'all' },
			{ type: 'unwatch', scope: 'all' },
		]);
	});

	test('[LK22] is not asked for without the right to it, and vanishes with that right', () => {
		const { client, clock, transport, welcome, send } = driveClient();
		client.open();
		client.watch('all');
		welcome();
		expect(transport.latest().sent).toContainEqual({ type: 'watch', scope: 'all' });
		send(snapshot([makeJob()], 'all'));
		send({ type: 'refused', code: 'scope-forbidden', scope: 'all', message: '' });
		expect(client.feed('all').groups.get().running).toEqual([]);
		expect(client.feed('all').ready.get()).toBe(false);
		expect(client.viewer.get()?.scopes).toEqual(['mine']);
		transport.latest().close();
		clock.advance(250);
		welcome({ scopes: ['mine'] });
		expect(transport.latest().sent).not.toContainEqual({ type: 'watch', scope: 'all' });
	});
});

describe('whose jobs', () => {
	test('[LK22] another person on the same page sees nothing of the one before', () => {
		const { client, transport, welcome, send } = driveClient();
		client.open();
		welcome();
		send(snapshot([makeJob()]));
		transport.latest().close(4401);
		client.reconnect();
		welcome({ id: 'jonas', name: 'Jonas' });
		expect(client.feed('mine').job('scenes:1').get()).toBeUndefined();
		expect(transport.latest().sent).toContainEqual({ type: 'watch', scope: 'mine' });
	});

	test('[LK22] nothing is left to see once it is forbidden', () => {
		const { client, transport, welcome, send } = driveClient();
		client.open();
		welcome();
		send(snapshot([makeJob()]));
		transport.latest().close(4403);
		expect(client.feed('mine').summary.get().running).toBe(0);
	});
});

describe('the time', () => {
	test('[LK17] is the server’s, though this device is a day off', () => {
		const { client, clock, transport } = driveClient();
		client.open();
		expect(client.now()).toBe(1_000_000);
		transport.latest().accept();
		transport.latest().send({ type: 'welcome', now: 87_400_000, viewer: { id: 'a', name: 'A', scopes: ['mine'] } });
		expect(client.now()).toBe(87_400_000);
		clock.advance(500);
		expect(client.now()).toBe(87_400_500);
	});

	test('[LK17] when a stamp does not fit, the server is asked for a fresh one', () => {
		const { client, clock, jump, welcome } = driveClient();
		client.open();
		const socket = welcome();
		jump(86_400_000);
		socket.send({ type: 'ping', now: clock.now(), cursors: {} });
		expect(socket.sent.at(-1)).toEqual({ type: 'probe' });
		socket.send({ type: 'alive', now: clock.now() });
		expect(client.now()).toBe(clock.now());
	});
});

describe('commands', () => {
	const cancelled = makeJob({ rev: 11, wanted: 'cancelled' });
	const json = (status: number, body: unknown) => vi.fn(async () => new Response(JSON.stringify(body), { status }));

	test('[LK18] go out as PUT with the header that other sites cannot send', async () => {
		const request = json(200, { job: cancelled });
		const { client, clock } = driveClient({ request });
		expect(await client.command('scenes:a/b?', 'cancel')).toEqual({ ok: true, job: cancelled });
		expect(request).toHaveBeenCalledExactlyOnceWith(
			'/jobtray/jobs/scenes%3Aa%2Fb%3F/cancel',
			expect.objectContaining({ method: 'PUT', credentials: 'same-origin', headers: { 'x-jobtray': '1' } }),
		);
		expect(clock.pending()).toBe(0);
	});

	test('[RT23] say when the job of their row was created, so that no other is meant', async () => {
		const request = json(200, {});
		const { client, welcome, send } = driveClient({ request });
		client.open();
		client.watch('all');
		welcome({ scopes: ['mine', 'all'] });
		send(snapshot([makeJob({ createdAt: 1_700_000_000_000 })]));
		send(snapshot([makeJob({ key: 'scenes:2', createdAt: 5 })], 'all'));
		for (const key of ['scenes:1', 'scenes:2', 'scenes:3']) await client.command(key, 'cancel');
		expect(request.mock.calls.map(([url]: unknown[]) => url)).toEqual([
			'/jobtray/jobs/scenes%3A1/cancel?createdAt=1700000000000',
			'/jobtray/jobs/scenes%3A2/cancel?createdAt=5',
			'/jobtray/jobs/scenes%3A3/cancel',
		]);
	});

	test('[LK24] a bulk command is one request, and its answer counts', async () => {
		const request = json(200, { accepted: 3, refused: 1 });
		const { client, clock } = driveClient({ request });
		expect(await client.commandAll('cancel-queued')).toEqual({ ok: true, accepted: 3, refused: 1 });
		expect(request).toHaveBeenCalledExactlyOnceWith(
			'/jobtray/jobs/cancel-queued',
			expect.objectContaining({ method: 'PUT', headers: { 'x-jobtray': '1' } }),
		);
		expect(clock.pending()).toBe(0);
	});

	test.each([
		[200, {}, 'unreachable'],
		[429, { error: { code: 'too-many-requests', message: 'Wait.' } }, 'too-many-requests'],
	])('[LK24] a bulk command that is answered %i without counts did not succeed', async (status, body, code) => {
		const { client } = driveClient({ request: json(status, body) });
		expect(await client.commandAll('undo')).toMatchObject({ ok: false, code });
	});

	test('[LK18] what was asked shows at once, in every feed that has the job', async () => {
		const { client, welcome, send } = driveClient({ request: json(200, { job: cancelled, cursor: 'a.99' }) });
		client.open();
		client.watch('all');
		welcome();
		send(snapshot([makeJob()]));
		send(snapshot([makeJob()], 'all'));
		await client.command('scenes:1', 'cancel');
		expect(client.feed('mine').job('scenes:1').get()?.wanted).toBe('cancelled');
		expect(client.feed('all').job('scenes:1').get()?.wanted).toBe('cancelled');
	});

	test.each([
		[409, { error: { code: 'not-possible', message: 'It has ended.' } }, 'not-possible'],
		[404, { error: { code: 'not-found', message: 'No such job.' } }, 'not-found'],
		[429, '<html>', 'too-many-requests'],
		[502, '<html>', 'unreachable'],
		[500, { error: { code: 'of a later version', message: '' } }, 'unreachable'],
	])('[LK18] a refusal %i is a result', async (status, body, code) => {
		const { client } = driveClient({ request: json(status, body) });
		expect(await client.command('scenes:1', 'pause')).toMatchObject({ ok: false, code });
	});

	test('[LK18] no answer within 10 s is a result, and so is none at all', async () => {
		const silent: typeof fetch = (_, init) =>
			new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
		const { client, clock } = driveClient({ request: silent });
		const result = client.command('scenes:1', 'pause');
		clock.advance(10_000);
		expect(await result).toMatchObject({ ok: false, code: 'unreachable' });
		const { client: other } = driveClient({ request: () => Promise.reject(new TypeError('Failed to fetch')) });
		expect(await other.command('scenes:1', 'pause')).toMatchObject({ ok: false, code: 'unreachable' });
	});

	test('[LK19] one that finds the login over stops the link', async () => {
		const request = json(401, { error: { code: 'unauthenticated', message: '' } });
		const { client, welcome } = driveClient({ request });
		client.open();
		welcome();
		expect(await client.command('scenes:1', 'pause')).toMatchObject({ ok: false, code: 'unauthenticated' });
		expect(client.link.get()).toMatchObject({ status: 'stopped', reason: 'login' });
	});
});
