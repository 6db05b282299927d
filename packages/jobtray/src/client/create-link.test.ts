import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { driveClient } from '../testing/drive-client.ts';

function openDriven(options: Parameters<typeof driveClient>[0] = {}) {
	const driven = driveClient(options);
	const close = driven.client.open();
	return { ...driven, close };
}

const answering = (status: number) => vi.fn(async () => new Response(null, { status }));
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('coming to be live', () => {
	test('[LK1] goes to the socket of its gateway and is live once welcomed', () => {
		const { client, transport, welcome } = openDriven({ url: 'https://jobs.example/base/' });
		expect(transport.latest().address).toBe('https://jobs.example/base/socket');
		expect(client.link.get()).toMatchObject({ status: 'connecting', attempt: 1 });
		welcome();
		expect(client.link.get()).toEqual({ status: 'live' });
		expect(client.viewer.get()).toEqual({ id: 'mira', name: 'Mira', scopes: ['mine', 'all'] });
	});

	test('[LK16] says whether it can be seen before it asks for jobs, and on each change', () => {
		const { page, welcome } = openDriven();
		page.set({ hidden: true });
		const socket = welcome();
		page.set({ hidden: false });
		expect(socket.sent).toEqual([
			{ type: 'visibility', hidden: true },
			{ type: 'watch', scope: 'mine' },
			{ type: 'visibility', hidden: false },
		]);
	});

	test('[LK2] gives up a socket that brings no welcome within 10 s', () => {
		const { client, clock, transport } = openDriven();
		transport.latest().accept();
		clock.advance(9_999);
		expect(client.link.get()).toMatchObject({ status: 'connecting' });
		clock.advance(1);
		expect(client.link.get()).toMatchObject({ status: 'waiting', attempt: 1 });
		expect(transport.openCount()).toBe(0);
		clock.advance(250);
		expect(transport.sockets).toHaveLength(2);
	});

	test('[LK26] comes back when the server has said that it is there again', () => {
		const { client, clock, transport, welcome } = openDriven();
		welcome();
		transport.latest().close(1012, 'the server restarts; come back in 1500+1000 ms');
		expect(client.link.get()).toMatchObject({ status: 'waiting', retryAt: clock.now() + 2_000 });
		clock.advance(1_999);
		expect(transport.sockets).toHaveLength(1);
		clock.advance(1);
		expect(transport.sockets).toHaveLength(2);
	});

	test('[LK1] does not read what comes before the welcome', () => {
		const { client, transport, send } = openDriven();
		transport.latest().accept();
		send({ type: 'snapshot', scope: 'mine', part: 0, last: true, jobs: [], cursor: 'a.1', now: 0 });
		expect(client.feed('mine').ready.get()).toBe(false);
	});

	test('[LK1] frames that are no messages are signs of life and nothing else', () => {
		const { client, welcome } = openDriven();
		const socket = welcome();
		for (const frame of ['', '{', '[]', 'null', '{"type":"later"}', '{"type":"changes"}']) socket.send(frame);
		expect(client.link.get()).toEqual({ status: 'live' });
	});
});

describe('losing it and coming back', () => {
	test('[LK15] a socket that was given up is not heard any more', () => {
		const { client, clock, transport, welcome, send } = openDriven();
		const first = welcome();
		first.close();
		clock.advance(250);
		welcome();
		send({ type: 'snapshot', scope: 'mine', part: 0, last: true, jobs: [], cursor: 'a.1', now: 0 });
		const sent = transport.latest().sent.length;
		first.send({ type: 'changes', scope: 'mine', from: 'b.1', cursor: 'b.2', jobs: [], removed: [], now: 0 });
		first.close(4401);
		first.accept();
		expect(client.link.get()).toEqual({ status: 'live' });
		expect(transport.latest().sent).toHaveLength(sent);
	});

	test.each(['visible', 'focused', 'online', 'shown', 'restored', 'resumed'] as const)(
		'[LK7] a link that waits tries at once on `%s`',
		(event) => {
			const { page, transport } = openDriven();
			transport.latest().close();
			page.tell(event);
			expect(transport.sockets).toHaveLength(2);
			expect(transport.openCount()).toBe(1);
		},
	);

	test('[LK8] closes when the page is left, and is there again when it comes back', () => {
		const { client, clock, page, transport, welcome } = openDriven();
		welcome();
		page.tell('left');
		expect(transport.openCount()).toBe(0);
		clock.advance(19_000);
		expect(transport.openCount()).toBe(0);
		page.tell('restored');
		welcome();
		expect(client.link.get()).toEqual({ status: 'live' });
	});

	test('[LK6] says since when what it shows is old', () => {
		const { client, clock, transport, welcome } = openDriven();
		welcome();
		clock.advance(4_000);
		transport.latest().send({ type: 'alive', now: 0 });
		clock.advance(6_000);
		transport.latest().close();
		expect(client.link.get()).toMatchObject({ status: 'waiting', asOf: 1_004_000, retryAt: 1_010_250 });
	});

	test('[LK6] stops when the login is over, until somebody asks', () => {
		const { client, clock, page, transport, welcome } = openDriven();
		welcome();
		transport.latest().close(4401);
		expect(client.link.get()).toMatchObject({ status: 'stopped', reason: 'login' });
		page.tell('focused');
		clock.advance(3_600_000);
		expect(transport.sockets).toHaveLength(1);
		client.reconnect();
		expect(transport.sockets).toHaveLength(2);
	});
});

describe('upgrades that are refused', () => {
	// Loaded when it is first needed, which takes longer than the turns that are waited for here.
	beforeAll(() => import('./check-access.ts'));
	afterEach(() => vi.restoreAllMocks());

	async function refuseTwice(request: typeof fetch) {
		const driven = openDriven({ request });
		driven.transport.latest().close();
		driven.clock.advance(250);
		driven.transport.latest().close();
		await settled();
		return driven;
	}

	test.each([
		[401, 'login'],
		[403, 'forbidden'],
	])('[LK9] an HTTP %i tells why, and stops the link', async (status, reason) => {
		const request = answering(status);
		const { client } = await refuseTwice(request);
		expect(request).toHaveBeenCalledExactlyOnceWith('/jobtray/jobs?scope=mine', {
			method: 'HEAD',
			credentials: 'same-origin',
		});
		expect(client.link.get()).toMatchObject({ status: 'stopped', reason });
	});

	test('[LK9] goes on waiting, and blames nobody, when HTTP says nothing of it', async () => {
		const warn = vi.spyOn(console, 'warn').mockReturnValue();
		expect((await refuseTwice(answering(502))).client.link.get().status).toBe('waiting');
		const failing = vi.fn(async () => Promise.reject(new TypeError('Failed to fetch')));
		expect((await refuseTwice(failing)).client.link.get().status).toBe('waiting');
		expect(warn).not.toHaveBeenCalled();
		warn.mockRestore();
	});

	test('[LK9] tells the developer, once, when only the WebSocket is refused', async () => {
		const warn = vi.spyOn(console, 'warn').mockReturnValue();
		const { client, clock, transport } = await refuseTwice(answering(200));
		expect(client.link.get().status).toBe('waiting');
		expect(warn).not.toHaveBeenCalled();
		for (const delayMs of [500, 1_000]) {
			clock.advance(delayMs);
			transport.latest().close();
			await settled();
		}
		expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('refuses the WebSocket'));
	});

	test('[LK9] does not take a server that comes up between the socket and the question for one that refuses it', async () => {
		const warn = vi.spyOn(console, 'warn').mockReturnValue();
		const { clock, transport, welcome } = await refuseTwice(answering(200));
		for (const _outage of [1, 2]) {
			clock.advance(500);
			welcome();
			transport.latest().close();
			for (const delayMs of [250, 500]) {
				clock.advance(delayMs);
				transport.latest().close();
				await settled();
			}
		}
		expect(warn).not.toHaveBeenCalled();
	});

	test('[LK15] an answer that comes when the link has moved on is not heard', async () => {
		let answer: (response: Response) => void = () => {};
		const { client, clock, transport, welcome } = await refuseTwice(() => new Promise((resolve) => (answer = resolve)));
		clock.advance(500);
		expect(transport.sockets).toHaveLength(3);
		answer(new Response(null, { status: 401 }));
		await settled();
		welcome();
		expect(client.link.get()).toEqual({ status: 'live' });
	});
});

describe('whether the server is still there', () => {
	test('[LK14] answers a ping from the message handler', () => {
		const { clock, welcome } = openDriven();
		const socket = welcome();
		socket.send({ type: 'ping', now: clock.now(), cursors: {} });
		expect(socket.sent.at(-1)).toEqual({ type: 'pong' });
	});

	test('[LK10] while seen, notices a dead connection within 50 s', () => {
		const { client, clock, transport, welcome } = openDriven();
		const socket = welcome();
		clock.advance(36_000);
		expect(socket.sent.at(-1)).toEqual({ type: 'probe' });
		clock.advance(6_000);
		expect(client.link.get()).toMatchObject({ status: 'connecting', asOf: 1_000_000 });
		expect(transport.sockets).toHaveLength(2);
		expect(socket.closedByClient()).toBe(true);
	});

	test('[LK13] hidden, it has no timer and keeps its link', () => {
		const { client, clock, page, welcome } = openDriven();
		const socket = welcome();
		page.set({ hidden: true });
		expect(clock.pending()).toBe(0);
		clock.advance(600_000);
		expect(client.link.get()).toEqual({ status: 'live' });
		socket.send({ type: 'ping', now: clock.now(), cursors: {} });
		page.set({ hidden: false });
		expect(client.link.get()).toEqual({ status: 'live' });
	});

	test('[LK11] a page seen again after a long silence opens a new socket at once', () => {
		const { clock, page, transport, welcome } = openDriven();
		welcome();
		page.set({ hidden: true });
		clock.advance(600_000);
		page.set({ hidden: false });
		expect(transport.sockets).toHaveLength(2);
	});

	test('[LK12] notices within 2 s of waking that the device slept, though no event says so', () => {
		const { clock, jump, transport, welcome } = openDriven();
		welcome();
		jump(8 * 3_600_000);
		clock.advance(2_000);
		expect(transport.sockets).toHaveLength(2);
	});

	test('[LK12] a wait does not outlast a sleep', () => {
		const { clock, jump, transport } = openDriven({ random: () => 1 });
		for (let i = 0; i < 7; i++) {
			transport.latest().close();
			if (i < 6) clock.advance(20_000);
		}
		const before = transport.sockets.length;
		jump(8 * 3_600_000);
		clock.advance(2_000);
		expect(transport.sockets.length).toBe(before + 1);
	});

	test('[LK21] `offline` is a hint: it asks the server', () => {
		const { client, page, welcome } = openDriven();
		const socket = welcome();
		page.set({ online: false });
		expect(socket.sent.at(-1)).toEqual({ type: 'probe' });
		expect(client.link.get()).toEqual({ status: 'live' });
	});
});
