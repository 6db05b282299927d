import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient, type JobtrayClient } from 'jobtray/client';
import { createGateway } from 'jobtray/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { createFakeEngine, type FakeEngine } from '../src/testing/fake-engine.ts';

const clock = {
	now: () => Date.now(),
	setTimer: (delayMs: number, run: () => void) => toUndo(setTimeout(run, delayMs)),
};
const toUndo = (timer: NodeJS.Timeout) => () => clearTimeout(timer);
const owner = { id: 'ann', name: 'Ann' };
const undone: (() => unknown)[] = [];
/** What the browser would send by itself with every upgrade. */
let headers: Record<string, string> = {};

beforeEach(() => {
	class BrowserLike extends WebSocket {
		constructor(url: URL, protocol: string) {
			super(url, protocol, { headers });
			// A browser does not throw where nobody listens for errors.
			this.on('error', () => {});
		}
	}
	vi.stubGlobal('WebSocket', BrowserLike);
});

afterEach(async () => {
	for (const undo of undone.splice(0).reverse()) await undo();
	vi.unstubAllGlobals();
});

async function runGateway(engine: FakeEngine, port = 0): Promise<{ port: number; close(): Promise<void> }> {
	const source = engine.openSource();
	const gateway = createGateway({
		source,
		authenticate: ({ headers }) => (headers.get('cookie') === 'ann' ? { ...owner, seesAll: true } : null),
		log: () => {},
	});
	const server = createServer();
	gateway.attach(server);
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	await gateway.ready;
	const { port: own } = server.address() as AddressInfo;
	headers = { cookie: 'ann', origin: `http://127.0.0.1:${own}` };
	let closed: Promise<void> | null = null;
	const close = () => {
		closed ??= (async () => {
			await gateway.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		})();
		return closed;
	};
	undone.push(close);
	return { port: own, close };
}

function openClient(port: number): JobtrayClient {
	const request: typeof fetch = (input, init) => fetch(input, { ...init, headers: { ...init?.headers, ...headers } });
	const client = createClient({ url: `http://127.0.0.1:${port}/jobtray`, request });
	undone.push(client.open());
	return client;
}

test('[LK1] [ST9] a real gateway’s jobs are shown from the first row to the end', async () => {
	const engine = createFakeEngine({ clock });
	const key = await engine.add({ name: 'A scene', owner });
	const client = openClient((await runGateway(engine)).port);
	const ends: string[] = [];
	const feed = client.feed('mine');
	feed.onEnds((told) => ends.push(...told.map(({ job, learnt }) => `${job.name} ${job.status}, ${learnt}`)));
	await vi.waitFor(() => expect(feed.groups.get().queued).toEqual([key]));
	await engine.start();
	await engine.progress(key, { progress: 0.5, step: 'Half of it' });
	await vi.waitFor(() => expect(feed.job(key).get()).toMatchObject({ status: 'running', progress: 0.5 }));
	client.watch('all');
	await vi.waitFor(() => expect(client.feed('all').summary.get().running).toBe(1));
	expect(await client.command(key, 'cancel')).toMatchObject({ ok: true, job: { wanted: 'cancelled' } });
	await engine.checkpoint(key);
	await vi.waitFor(() => expect(ends).toEqual(['A scene cancelled, live']));
	expect(await client.command('work:none', 'cancel')).toMatchObject({ ok: false, code: 'not-found' });
});

test('[ST3] [ST10] after a restart the feed is whole again, with what ended meanwhile', {
	timeout: 15_000,
}, async () => {
	const engine = createFakeEngine({ clock });
	const keys = [await engine.add({ name: 'One', owner }), await engine.add({ name: 'Two', owner })];
	const first = await runGateway(engine);
	const client = openClient(first.port);
	const ends: string[] = [];
	const feed = client.feed('mine');
	feed.onEnds((told) => ends.push(...told.map(({ job, learnt }) => `${job.name} ${job.status}, ${learnt}`)));
	await vi.waitFor(() => expect(feed.groups.get().queued).toEqual(keys));
	await first.close();
	await vi.waitFor(() => expect(client.link.get().status).toBe('waiting'));
	await engine.complete(await engine.start());
	await runGateway(engine, first.port);
	await vi.waitFor(() => expect(ends).toEqual(['One completed, snapshot']), 10_000);
	expect(client.link.get()).toEqual({ status: 'live' });
	expect(feed.groups.get().queued).toEqual([keys[1]]);
});

test('[LK9] an upgrade refused for want of a login stops the link, and a login brings it back', {
	timeout: 15_000,
}, async () => {
	const engine = createFakeEngine({ clock });
	const { port } = await runGateway(engine);
	const known = headers;
	headers = { ...known, cookie: 'nobody' };
	const client = openClient(port);
	await vi.waitFor(() => expect(client.link.get()).toMatchObject({ status: 'stopped', reason: 'login' }), 10_000);
	headers = known;
	client.reconnect();
	await vi.waitFor(() => expect(client.link.get()).toEqual({ status: 'live' }), 5_000);
});
