import { createServer, IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect as connectTcp, Socket } from 'node:net';
import { type Duplex, PassThrough } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { decodeServerMessage, type Job, type ServerMessage, subprotocol } from '../protocol/index.ts';
import { createFakeEngine, type FakeEngine } from '../testing/fake-engine.ts';
import { createShiftedClock } from '../testing/shifted-clock.ts';
import type { NewJob } from '../testing/source-harness.ts';
import { systemClock } from './clock.ts';
import { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
import type { Viewer } from './viewer.ts';

const viewers: Record<string, Viewer> = {
	ann: { id: 'ann', name: 'Ann' },
	bob: { id: 'bob', name: 'Bob' },
	lea: { id: 'lea', name: 'Lea', seesAll: true },
	boss: { id: 'boss', name: 'Boss', seesAll: true, controlsAll: true },
	late: { id: 'ann', name: 'Ann', expiresAt: 1 },
};
const owner = { id: 'ann', name: 'Ann' };

interface Running {
	engine: FakeEngine;
	gateway: Gateway;
	server: Server;
	origin: string;
	detach: () => void;
	/** Adds a job, and waits until the gateway shows it. */
	add(job: NewJob): Promise<string>;
	get(path: string, who?: string, headers?: Record<string, string>): Promise<Response>;
	put(path: string, who?: string, headers?: Record<string, string>): Promise<Response>;
	/** Opens a socket; answers with it, or with the HTTP status of its refusal. */
	socket(who: string, headers?: Record<string, string>, protocol?: string): Promise<OpenSocket | number>;
}

interface OpenSocket {
	ws: WebSocket;
	received: ServerMessage[];
	next(matches: (message: ServerMessage) => boolean): Promise<ServerMessage>;
	closed: Promise<number>;
}

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const close of open.splice(0)) await close();
});

async function run(options: Partial<GatewayOptions> = {}, setUp?: (server: Server) => void): Promise<Running> {
	const engine = createFakeEngine({ clock: systemClock });
	const gateway = createGateway({
		source: engine.openSource(),
		authenticate: ({ headers }) => viewers[headers.get('cookie') ?? ''] ?? null,
		log: () => {},
		...options,
	});
	const server = createServer();
	setUp?.(server);
	const detach = gateway.attach(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const origin = `http://127.0.0.1:${port}`;
	open.push(async () => {
		await gateway.close();
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	await gateway.ready;
	const send =
		(method: string) =>
		(path: string, who = '', headers: Record<string, string> = {}) =>
			fetch(`${origin}${path}`, { method, headers: { cookie: who, ...headers } });
	return {
		engine,
		gateway,
		server,
		origin,
		detach,
		async add(job) {
			const key = await engine.add(job);
			await expect.poll(async () => (await send('GET')(jobUrl(key), 'boss')).status).toBe(200);
			return key;
		},
		get: send('GET'),
		put: (path, who, headers = { 'x-jobtray': '1', origin }) => send('PUT')(path, who, headers),
		socket: (who, headers = { origin }, protocol = subprotocol) =>
			openSocket(`ws://127.0.0.1:${port}/jobtray/socket`, { protocol, headers: { cookie: who, ...headers } }),
	};
}

function openSocket(
	url: string,
	{ protocol, headers }: { protocol: string; headers: Record<string, string> },
): Promise<OpenSocket | number> {
	const ws = new WebSocket(url, protocol === '' ? [] : [protocol], { headers, perMessageDeflate: true });
	const received: ServerMessage[] = [];
	const waiting = new Set<() => void>();
	ws.on('message', (data) => {
		const decoded = decodeServerMessage(String(data));
		if (decoded.type === 'message') received.push(decoded.message);
		for (const wake of waiting) wake();
	});
	const closed = new Promise<number>((resolve) => ws.on('close', resolve));
	const next = (matches: (message: ServerMessage) => boolean) =>
		new Promise<ServerMessage>((resolve) => {
			const look = () => {
				const found = received.find(matches);
				if (found === undefined) return;
				waiting.delete(look);
				resolve(found);
			};
			waiting.add(look);
			look();
		});
	return new Promise((resolve, reject) => {
		ws.on('open', () => resolve({ ws, received, next, closed }));
		ws.on('unexpected-response', (request, response) => {
			resolve(response.statusCode ?? 0);
			request.destroy();
		});
		ws.on('error', reject);
	});
}

function asOpen(socket: OpenSocket | number): OpenSocket {
	if (typeof socket === 'number') throw new Error(`The upgrade was refused with ${socket}.`);
	return socket;
}

const jobUrl = (key: string, action = '') => `/jobtray/jobs/${encodeURIComponent(key)}${action && `/${action}`}`;

describe('REST', () => {
	test('[RT4] lists and gives the jobs that one may see, with what one may do', async () => {
		const { add, get } = await run();
		const key = await add({ owner, pausable: true });
		expect(await (await get(jobUrl(key), 'ann')).json()).toMatchObject({ key, actions: ['pause', 'cancel'] });
		expect(await (await get('/jobtray/jobs', 'bob')).json()).toEqual({ jobs: [] });
		expect((await get('/jobtray/jobs?scope=all', 'bob')).status).toBe(404);
		expect(await (await get('/jobtray/jobs?scope=all', 'lea')).json()).toMatchObject({ jobs: [{ key, actions: [] }] });
	});

	test('[RT5] a foreign job and an unknown job get the same answer, letter for letter', async () => {
		const { engine, add, get, put, gateway } = await run();
		const key = await add({ owner });
		const texts = [
			[await get(jobUrl(key), 'bob'), await get(jobUrl('work:99'), 'bob')],
			[await put(jobUrl(key, 'cancel'), 'bob'), await put(jobUrl('work:99', 'cancel'), 'bob')],
			[await put(jobUrl(key, 'cancel'), 'lea'), await put(jobUrl('work:99', 'cancel'), 'lea')],
		];
		for (const [foreign, unknown] of texts) {
			expect(foreign?.status).toBe(404);
			expect(await foreign?.text()).toBe(await unknown?.text());
			const headersOf = (response: Response | undefined) =>
				[...(response?.headers ?? [])].filter(([name]) => name !== 'date');
			expect(headersOf(foreign)).toEqual(headersOf(unknown));
		}
		expect(engine.asked.command).toBe(0);
		expect((await put(jobUrl(key, 'cancel'), 'boss')).status).toBe(200);
		await gateway.close();
	});

	test('[RT6] a command shows as wanted at once, to everybody', async () => {
		const { engine, add, put, socket } = await run();
		const key = await add({ owner, pausable: true });
		await engine.start();
		const other = asOpen(await socket('lea'));
		other.ws.send('{"type":"watch","scope":"all"}');
		await other.next((message) => message.type === 'snapshot' && message.last);
		engine.mute(true);
		await expect
			.poll(async () => (await put(jobUrl(key, 'pause'), 'ann')).json())
			.toMatchObject({ job: { wanted: 'paused', actions: ['resume', 'cancel'] } });
		await other.next((message) => message.type === 'changes' && message.jobs.some(({ wanted }) => wanted === 'paused'));
	});

	test('[RT7] the same command five times is one effect with the same answers', async () => {
		const { engine, add, get, put } = await run();
		const key = await add({ owner });
		await engine.start();
		await expect.poll(async () => (await (await get(jobUrl(key), 'ann')).json()).status).toBe('running');
		const answers = await Promise.all([1, 2, 3, 4, 5].map(() => put(jobUrl(key, 'cancel'), 'ann')));
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
		expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
		expect(engine.effects).toEqual([`cancel ${key}`]);
	});

	test('[RT23] a command for a job of another birth is answered as for one that is gone, and nothing happens', async () => {
		const { engine, add, put } = await run();
		const key = await add({ owner, createdAt: 1_700_000_000_000 });
		const unknown = await (await put(jobUrl('work:none', 'cancel'), 'ann')).text();
		for (const birth of ['1700000000001', '0', '', 'soon', 'Infinity']) {
			const answer = await put(`${jobUrl(key, 'cancel')}?createdAt=${birth}`, 'ann');
			expect([birth, answer.status, await answer.text()]).toEqual([birth, 404, unknown]);
		}
		expect([engine.asked.command, engine.effects]).toEqual([0, []]);
		expect((await put(`${jobUrl(key, 'cancel')}?createdAt=1700000000000`, 'ann')).status).toBe(200);
		expect(engine.effects).toEqual([`cancel ${key}`]);
	});

	test.each([
		['work:1/cancel', { error: expect.objectContaining({ code: 'not-found' }) }],
		['work:1/cancel?createdAt=1700000000000', { error: expect.objectContaining({ code: 'not-found' }) }],
		['cancel-queued', { accepted: 0, refused: 1 }],
	])(
		'[RT23] where a key is another’s by now and the gateway has not heard, nothing is done to that job: %s',
		async (path, body) => {
			const { engine, add, get, put } = await run({ sweepMs: 600_000 });
			const key = await add({ owner, createdAt: 1_700_000_000_000 });
			await expect.poll(async () => (await get(jobUrl(key), 'ann')).status).toBe(200);
			engine.mute(true);
			await engine.remove(key);
			engine.put({ key, owner: { id: 'bob', name: 'Bob' }, createdAt: 1_700_000_000_001 });
			expect(await (await put(`/jobtray/jobs/${path}`, 'ann')).json()).toEqual(body);
			expect([engine.asked.command, engine.effects]).toEqual([1, []]);
			await expect.poll(async () => (await get(jobUrl(key), 'ann')).status).toBe(404);
		},
	);

	test('[RT8] a cancel that comes after the end is refused, and the end stays', async () => {
		const { engine, add, get, put } = await run();
		const key = await add({ owner });
		await engine.start();
		await expect.poll(async () => (await (await get(jobUrl(key), 'ann')).json()).status).toBe('running');
		engine.mute(true);
		await engine.complete(key);
		expect((await put(jobUrl(key, 'cancel'), 'ann')).status).toBe(409);
		await expect.poll(async () => (await (await get(jobUrl(key), 'ann')).json()).status).toBe('completed');
		expect((await put(jobUrl(key, 'pause'), 'ann')).status).toBe(409);
	});

	test('[RT9] a change without our header, or from another site, is refused and nothing happens', async () => {
		const { engine, add, put, origin } = await run();
		const key = await add({ owner });
		const attempts: Record<string, string>[] = [
			{ origin },
			{ 'x-jobtray': '1' },
			{ 'x-jobtray': '1', origin: 'https://evil.com' },
			{ 'x-jobtray': '1', origin: 'null' },
			{ 'x-jobtray': '1', 'sec-fetch-site': 'cross-site' },
		];
		for (const headers of attempts) {
			const answer = await put(jobUrl(key, 'cancel'), 'ann', headers);
			expect([answer.status, (await answer.json()).error.code]).toEqual([403, 'forbidden-origin']);
		}
		expect(engine.asked.command).toBe(0);
	});

	test('[RT10] too many commands of one viewer are refused with a time to wait, and another’s are not', async () => {
		const { add, put } = await run({ commandRate: { burst: 5, perSecond: 1 } });
		const key = await add({ owner });
		const answers = await Promise.all(Array.from({ length: 40 }, () => put(jobUrl(key, 'retry'), 'ann')));
		const refused = answers.filter(({ status }) => status === 429);
		expect(refused.length).toBeGreaterThanOrEqual(30);
		expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
		expect((await put(jobUrl(key, 'retry'), 'bob')).status).toBe(404);
	});

	test('[RT11] an engine that is away makes commands fail with 503, and reading goes on', async () => {
		const { engine, add, get, put } = await run({ sweepMs: 20 });
		const key = await add({ owner });
		engine.breakDown(true);
		const answer = await put(jobUrl(key, 'cancel'), 'ann');
		expect([answer.status, (await answer.json()).error.code]).toEqual([503, 'engine-unreachable']);
		expect((await get('/jobtray/jobs', 'ann')).status).toBe(200);
		await expect.poll(async () => (await (await get('/jobtray/healthz')).json()).status).toBe('degraded');
		engine.breakDown(false);
		await expect.poll(async () => (await (await get('/jobtray/healthz')).json()).status, { timeout: 3_000 }).toBe('ok');
	});

	test('[RT12] every answer is JSON that no page of another site can read, frame or sniff', async () => {
		const { get, put } = await run();
		const answers = [
			await get('/jobtray/jobs', 'ann'),
			await get('/jobtray/jobs'),
			await get('/jobtray/nowhere', 'ann'),
		];
		answers.push(await put(jobUrl('work:1', 'explode'), 'ann'), await get('/jobtray/healthz'));
		expect(answers.map(({ status }) => status)).toEqual([200, 401, 404, 404, 200]);
		for (const { headers } of answers) {
			expect(headers.get('content-type')).toContain('application/json');
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('cache-control')).toBe('no-store');
			expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
			expect(headers.get('access-control-allow-origin')).toBeNull();
		}
	});

	test('[RT13] pages of listed origins may read and change, and no others', async () => {
		const { add, get, put, origin } = await run({ origins: ['https://app.example.com'] });
		const key = await add({ owner });
		const from = { origin: 'https://app.example.com', 'x-jobtray': '1' };
		const allowed = await get('/jobtray/jobs', 'ann', from);
		expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
		expect((await put(jobUrl(key, 'cancel'), 'ann', from)).status).toBe(200);
		expect((await put(jobUrl(key, 'cancel'), 'ann', { ...from, origin })).status).toBe(403);
		const other = await get('/jobtray/jobs', 'ann', { origin: 'https://evil.com' });
		expect(other.headers.get('access-control-allow-origin')).toBeNull();
	});

	test('[RT14] describes itself in OpenAPI 3.1', async () => {
		const { get } = await run();
		const document = await (await get('/jobtray/openapi.json')).json();
		expect(document.openapi).toBe('3.1.0');
		expect(Object.keys(document.paths)).toEqual([
			'/jobs',
			'/jobs/{key}',
			'/jobs/{key}/{action}',
			'/jobs/cancel-queued',
			'/jobs/cancel-others',
			'/jobs/undo',
			'/healthz',
		]);
		expect(document.components.schemas.Job.required).toContain('key');
		const names = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
		for (const name of names) expect(document.components.schemas).toHaveProperty(name ?? '');
	});

	test('[RT18] a bulk command is of the viewer’s own jobs only, each authorised by itself', async () => {
		const { engine, add, put, get } = await run({
			authorise: ({ action, job }) => action !== 'cancel' || job.name !== 'Kept',
		});
		const keys = [await add({ owner }), await add({ owner }), await add({ owner, name: 'Kept' })];
		await add({ owner: { id: 'boss', name: 'Boss' } });
		const running = await engine.start();
		await expect.poll(async () => (await (await get(jobUrl(running), 'ann')).json()).status).toBe('running');
		const answer = await put('/jobtray/jobs/cancel-queued', 'ann');
		expect([answer.status, await answer.json()]).toEqual([200, { accepted: 1, refused: 0 }]);
		expect(engine.effects).toEqual([`cancel ${keys[1]}`]);
		expect(await (await put('/jobtray/jobs/cancel-queued', 'ann')).json()).toEqual({ accepted: 0, refused: 0 });
		const rows = (await (await get('/jobtray/jobs?scope=all', 'boss')).json()).jobs;
		expect(rows.flatMap((row: Job) => (row.undoUntil === undefined ? [] : row.key))).toEqual([keys[1]]);
		expect(await (await put('/jobtray/jobs/undo', 'bob')).json()).toEqual({ accepted: 0, refused: 0 });
		expect(await (await put('/jobtray/jobs/undo', 'ann')).json()).toEqual({ accepted: 1, refused: 0 });
		expect((await (await get(jobUrl(keys[1] ?? ''), 'ann')).json()).wanted).toBeUndefined();
	});

	test('[RT18] all but the running ones are the queued and the paused, and what has begun since is refused', async () => {
		const { engine, add, put } = await run({ sweepMs: 600_000 });
		const begun = await add({ owner });
		const held = await add({ owner, pausable: true });
		await put(jobUrl(held, 'pause'), 'ann');
		engine.mute(true);
		await engine.start();
		await engine.complete(begun);
		expect(await (await put('/jobtray/jobs/cancel-others', 'ann')).json()).toEqual({ accepted: 1, refused: 1 });
		expect(engine.effects.at(-1)).toBe(`cancel ${held}`);
	});

	test('[RT18] guarded, limited and described as other commands', async () => {
		const { put, origin, engine } = await run({ commandRate: { burst: 1, perSecond: 0.01 } });
		expect((await put('/jobtray/jobs/undo', 'ann', { origin })).status).toBe(403);
		expect((await put('/jobtray/jobs/undo', '')).status).toBe(401);
		expect((await put('/jobtray/jobs/undo', 'ann')).status).toBe(200);
		expect((await put('/jobtray/jobs/undo', 'ann')).status).toBe(429);
		expect(engine.asked.command).toBe(0);
	});

	test('[RT19] a cancel shows until when it can be undone, an undo takes it back, and one too late is told so', async () => {
		const { engine, add, put, get } = await run();
		const key = await add({ owner });
		const before = Date.now();
		const { job } = await (await put(jobUrl(key, 'cancel'), 'ann')).json();
		expect(job).toMatchObject({ status: 'queued', wanted: 'cancelled', actions: ['undo'] });
		expect(job.undoUntil).toBeGreaterThanOrEqual(before + 5_000);
		expect(job.cannot).toBeUndefined();
		for (let repeat = 0; repeat < 2; repeat++) {
			const undone = await put(jobUrl(key, 'undo'), 'ann');
			expect([undone.status, (await undone.json()).job]).toMatchObject([
				200,
				{ actions: ['cancel'], place: job.place },
			]);
		}
		await put(jobUrl(key, 'cancel'), 'ann');
		await engine.letUndoPass();
		await expect.poll(async () => (await (await get(jobUrl(key), 'ann')).json()).status).toBe('cancelled');
		const late = await put(jobUrl(key, 'undo'), 'ann');
		expect([late.status, (await late.json()).error.code]).toEqual([409, 'too-late']);
	});

	test('[WR32] a row says why what its state would allow is not offered', async () => {
		const { engine, add, get, put } = await run();
		const key = await add({ owner });
		const cannot = async (who: string) => (await (await get(jobUrl(key), who)).json()).cannot;
		expect(await cannot('ann')).toEqual({ pause: 'not-supported' });
		expect(await cannot('lea')).toEqual({ pause: 'not-yours', cancel: 'not-yours' });
		await engine.start();
		await expect.poll(async () => (await (await get(jobUrl(key), 'ann')).json()).status).toBe('running');
		await put(jobUrl(key, 'cancel'), 'ann');
		expect(await cannot('ann')).toEqual({ pause: 'ending', cancel: 'ending' });
		await engine.complete(key);
		await expect.poll(async () => (await (await get(jobUrl(key), 'ann')).json()).status).toBe('completed');
		expect(await cannot('ann')).toBeUndefined();
	});

	test('[FD3] how many finished jobs a feed keeps, and for how long, is the host’s choice', async () => {
		const { engine, add, get } = await run({ finished: { limit: 2, maxAgeMs: 600_000 } });
		for (let each = 0; each < 4; each++) {
			const key = await add({ owner });
			await engine.start();
			await engine.complete(key);
		}
		engine.put({ key: 'work:old', owner, status: 'completed', finishedAt: Date.now() - 700_000 });
		const list = async () => (await (await get('/jobtray/jobs', 'ann')).json()).jobs.map((job: Job) => job.key);
		await expect.poll(list).toEqual(['work:3', 'work:4']);
	});

	test('[RT15] a narrower rule of the host takes actions away, and refuses them', async () => {
		const { add, get, put } = await run({ authorise: ({ action }) => action !== 'cancel' });
		const key = await add({ owner, pausable: true });
		expect((await (await get(jobUrl(key), 'ann')).json()).actions).toEqual(['pause']);
		expect((await put(jobUrl(key, 'cancel'), 'ann')).status).toBe(409);
	});

	test('[RT20] an expired login gets 401, like none', async () => {
		const { add, get, put } = await run();
		const key = await add({ owner });
		for (const who of ['', 'late']) {
			const answers = [
				await get('/jobtray/jobs', who),
				await get(jobUrl(key), who),
				await put(jobUrl(key, 'cancel'), who, { 'x-jobtray': '1', 'sec-fetch-site': 'same-origin' }),
			];
			for (const answer of answers) {
				expect([answer.status, await answer.json()]).toMatchObject([401, { error: { code: 'unauthenticated' } }]);
			}
		}
	});

	test('[RT21] a login that cannot be looked up, or not within 10 s, gets 503 `unavailable`, and is logged', async () => {
		const clock = createShiftedClock();
		const events: string[] = [];
		const log = ({ event }: { event: string }) => events.push(event);
		let asked = () => {};
		const broken = await run({
			log,
			authenticate: () => {
				throw new Error('no database');
			},
		});
		const silent = await run({
			log,
			clock,
			authenticate: () => {
				asked();
				return new Promise<never>(() => {});
			},
		});
		const isAsked = new Promise<void>((resolve) => {
			asked = resolve;
		});
		const waiting = silent.get('/jobtray/jobs', 'ann');
		await isAsked;
		clock.shift(10_000);
		for (const answer of [await broken.get('/jobtray/jobs', 'ann'), await waiting]) {
			expect([answer.status, await answer.json()]).toMatchObject([503, { error: { code: 'unavailable' } }]);
			expect(answer.headers.get('retry-after')).toBe('5');
		}
		expect(events.filter((event) => event === 'login-check-failed')).toHaveLength(2);
	});
});

describe('upgrade', () => {
	test('[WR24] a foreign, missing, `null` or look-alike origin is refused before the connection stands', async () => {
		const { socket, origin } = await run();
		for (const foreign of ['https://evil.com', 'null', `${origin}.evil.com`, `${origin}0`]) {
			expect(await socket('ann', { origin: foreign })).toBe(403);
		}
		expect(await socket('ann', {})).toBe(403);
	});

	test('[WR25] no login and an expired one are refused before the connection stands, a broken look-up asks for later', async () => {
		const { socket } = await run();
		expect(await socket('')).toBe(401);
		expect(await socket('late')).toBe(401);
		const broken = await run({
			authenticate: () => {
				throw new Error('no database');
			},
		});
		expect(await broken.socket('ann')).toBe(503);
	});

	test('[WR26] another subprotocol is refused', async () => {
		const { socket } = await run();
		expect(await socket('ann', undefined, 'jobtray.v9')).toBe(400);
		expect(await socket('ann', undefined, '')).toBe(400);
	});

	test('[WR27] compression stays off whatever the client offers', async () => {
		const { socket } = await run();
		expect(asOpen(await socket('ann')).ws.extensions).toBe('');
	});

	test('[WR28] a logout ends the sockets of that login at once, and others stay', async () => {
		const { gateway, socket } = await run({
			authenticate: ({ headers }) => ({ id: 'ann', name: 'Ann', loginId: headers.get('cookie') ?? '' }),
		});
		const first = asOpen(await socket('one'));
		const second = asOpen(await socket('two'));
		gateway.closeViewer({ viewerId: 'ann', loginId: 'one' });
		expect(await first.closed).toBe(4401);
		second.ws.send('{"type":"probe"}');
		await second.next(({ type }) => type === 'alive');
		gateway.closeViewer({ viewerId: 'ann' });
		expect(await second.closed).toBe(1012);
	});

	test('[WR29] closing tells every client to come back', async () => {
		const { gateway, socket } = await run();
		const { closed } = asOpen(await socket('ann'));
		await gateway.close();
		await gateway.close();
		expect(await closed).toBe(1012);
		expect(await socket('ann')).toBe(503);
	});

	test('[WR33] a gateway that knows when it is back tells its clients', async () => {
		const { gateway, socket } = await run({ comeBack: { afterMs: 2_000, spreadMs: 500 } });
		const { ws } = asOpen(await socket('ann'));
		const reason = new Promise((resolve) => ws.on('close', (_, text) => resolve(String(text))));
		await gateway.close();
		expect(await reason).toBe('the server restarts; come back in 2000+500 ms');
	});

	test('[RT22] a closing gateway answers what is under way, refuses what is new, and says so to a balancer', async () => {
		const engine = createFakeEngine({ clock: systemClock });
		const source = engine.openSource();
		let answer = () => {};
		const asked = new Promise<void>((resolve) => {
			const { command } = source;
			source.command = async (...given) => {
				resolve();
				await new Promise<void>((go) => {
					answer = go;
				});
				return command(...given);
			};
		});
		const { gateway, get, put } = await run({ source });
		const key = await engine.add({ owner });
		await expect.poll(async () => (await get(jobUrl(key), 'ann')).status).toBe(200);
		const underWay = put(jobUrl(key, 'cancel'), 'ann');
		await asked;
		const closing = gateway.close();
		const late = await put(jobUrl(key, 'pause'), 'ann');
		expect([late.status, late.headers.get('retry-after'), (await late.json()).error.code]).toEqual([
			503,
			'1',
			'restarting',
		]);
		const health = await get('/jobtray/healthz');
		expect([health.status, health.headers.get('retry-after'), (await health.json()).status]).toEqual([
			503,
			'1',
			'closing',
		]);
		answer();
		expect((await underWay).status).toBe(200);
		await closing;
	});

	test('[WR30] oversized, fragmented, binary and undecodable frames end their own connection only', async () => {
		const { socket } = await run();
		const neighbour = asOpen(await socket('bob'));
		const attacks: ((ws: WebSocket) => void)[] = [
			(ws) => ws.send('x'.repeat(5_000)),
			(ws) => ws.send(Buffer.from([1, 2, 3])),
			(ws) => ws.send(Buffer.from([0xff, 0xfe]), { binary: false }),
			(ws) => {
				for (let index = 0; index < 1_000; index++) ws.send('x', { fin: false });
			},
		];
		const codes: number[] = [];
		for (const attack of attacks) {
			const { ws, closed } = asOpen(await socket('ann'));
			ws.on('error', () => {});
			attack(ws);
			codes.push(await closed);
		}
		expect(codes).toEqual([1009, 4400, 1007, 1008]);
		neighbour.ws.send('{"type":"probe"}');
		await neighbour.next(({ type }) => type === 'alive');
	});

	test('[WR36] who opens sockets again and again is refused, and others are not', async () => {
		const { socket } = await run({ socketsPerViewer: 1, clock: { ...systemClock, now: () => 1 } });
		const answers: (OpenSocket | number)[] = [];
		for (let opened = 0; opened < 201; opened++) answers.push(await socket('ann'));
		expect(answers.indexOf(429)).toBe(200);
		asOpen(await socket('bob'));
	});

	test('[WR36] sockets whose login is looked up wait in a bounded number, and those that follow later are let in', async () => {
		let letIn: () => void = () => {};
		const looking = new Promise<void>((resolve) => {
			letIn = resolve;
		});
		let asked = 0;
		const { server, origin, socket } = await run({
			authenticate: async () => {
				asked++;
				await looking;
				return null;
			},
		});
		const ends: Duplex[] = [];
		const headers = { origin, host: origin.slice(7), 'sec-websocket-protocol': subprotocol };
		const request = Object.assign(new IncomingMessage(new Socket()), { url: '/jobtray/socket', headers });
		Object.assign(request, {
			headersDistinct: { origin: [origin], host: [headers.host], 'sec-websocket-protocol': [subprotocol] },
		});
		for (let knocked = 0; knocked < 4_096; knocked++) {
			const end = new PassThrough();
			ends.push(end);
			server.emit('upgrade', request, end, Buffer.alloc(0));
		}
		await expect.poll(() => asked).toBe(4_096);
		expect(await socket('ann')).toBe(503);
		letIn();
		await expect.poll(() => ends.every((end) => end.writableEnded)).toBe(true);
		expect(await socket('ann')).toBe(401);
	});

	test('[WR31] a plain request for the socket is told what is wrong', async () => {
		const { get } = await run();
		const answer = await get('/jobtray/socket', 'ann');
		expect([answer.status, answer.headers.get('upgrade')]).toEqual([426, 'websocket']);
	});
});

describe('attaching', () => {
	test('[RT16] leaves other routes to the listeners that were there, and takes itself off', async () => {
		const { get, detach } = await run({}, (server) => {
			server.on('request', (request, response) => response.end(`host ${request.url}`));
		});
		expect(await (await get('/other')).text()).toBe('host /other');
		expect(await (await get('/jobtrayish')).text()).toBe('host /jobtrayish');
		expect((await get('/jobtray/healthz')).status).toBe(200);
		detach();
		detach();
		expect(await (await get('/jobtray/healthz')).text()).toBe('host /jobtray/healthz');
	});

	test('[RT16] below `/` it answers every address', async () => {
		const { get } = await run({ path: '/' }, (server) => {
			server.on('request', (_request, response) => response.end('host'));
		});
		expect([(await get('/healthz')).status, (await get('/other')).status]).toEqual([200, 404]);
	});

	test('[RT16] leaves other upgrades to their listeners, and ends those that nobody takes', async () => {
		const upgrade = (port: number) =>
			new Promise<string>((resolve) => {
				const socket = connectTcp(port, '127.0.0.1', () => {
					socket.write('GET /hmr HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
				});
				socket.once('data', (data) => resolve(String(data).split('\r\n', 1)[0] ?? ''));
			});
		const alone = await run();
		expect(await upgrade((alone.server.address() as AddressInfo).port)).toContain('404');
		const shared = await run({}, (server) => {
			server.on('upgrade', (request, socket) => {
				if (request.url === '/hmr') socket.end('HTTP/1.1 299 Mine\r\n\r\n');
			});
		});
		expect(await upgrade((shared.server.address() as AddressInfo).port)).toContain('299');
	});

	test('[RT17] a host without `node:http` can use the API through `fetch`, below any path', async () => {
		const engine = createFakeEngine({ clock: systemClock });
		const gateway = createGateway({ source: engine.openSource(), authenticate: () => null, path: 'tray/' });
		expect((await gateway.fetch(new Request('http://x/tray/healthz'))).status).toBe(200);
		expect((await gateway.fetch(new Request('http://x/jobtray/healthz'))).status).toBe(404);
		await gateway.close();
	});
});
