import { setTimeout as pause } from 'node:timers/promises';
import { startPostgres, startRedis, type TestServer } from 'test-servers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { decodeServerMessage, isEnd, type Job, subprotocol } from '../../protocol/index.ts';
import { createFoldedFeed, type FoldedFeed, foldMessage } from '../../testing/fold-feed.ts';
import { type StartedProgram, startProgram } from '../../testing/start-program.ts';
import { createWorker } from '../../worker/index.ts';
import { describeJob } from '../describe-job.ts';
import type { Engine } from '../engine.ts';
import { openEngine } from '../open-engine.ts';

// Seven processes on a busy machine take their time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const serve = new URL('fixtures/serve.ts', import.meta.url);
const owners = ['ana', 'ben', 'cy', 'dee', 'eve', 'fay'];
const jobsEach = 20;

interface Gateway extends StartedProgram {
	url: string;
}

/** A person with one connection, which goes to another gateway when its own is gone. */
interface Person {
	owner: string;
	feed: FoldedFeed;
	/** Every end that was ever on the screen, by run and time, as announcements are told apart. */
	ends: Set<string>;
	gateway(): Gateway;
	close(): void;
}

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
	for (; !(await isSo()); ) await pause(10);
}

function connect(owner: string, gateways: readonly Gateway[], first: number): Person {
	let at = first;
	let isOver = false;
	let ws: WebSocket;
	const feed = createFoldedFeed();
	const ends = new Set<string>();
	const here = () => {
		const gateway = gateways[at % gateways.length];
		if (gateway === undefined) throw new Error('There is no gateway.');
		return gateway;
	};
	function open(): void {
		const headers = { authorization: `Bearer ${owner}` };
		ws = new WebSocket(`${here().url.replace('http', 'ws')}/socket`, subprotocol, { headers });
		const cursor = feed.cursor === undefined ? {} : { cursor: feed.cursor };
		ws.on('open', () => ws.send(JSON.stringify({ type: 'watch', scope: 'mine', ...cursor })));
		ws.on('message', (data) => {
			const decoded = decodeServerMessage(String(data));
			if (decoded.type !== 'message') return;
			if (decoded.message.type === 'ping') ws.send('{"type":"pong"}');
			foldMessage(feed, 'mine', decoded.message);
			for (const { key, run, status, finishedAt } of feed.rows.values()) {
				if (isEnd(status)) ends.add(`${key} ${run} ${finishedAt}`);
			}
		});
		ws.on('error', () => {});
		ws.on('close', () => {
			at += 1;
			if (!isOver) setTimeout(open, 50);
		});
	}
	open();
	return {
		owner,
		feed,
		ends,
		gateway: here,
		close() {
			isOver = true;
			ws.close();
		},
	};
}

function ask(gateway: Gateway, path: string, { owner = '', method = 'GET' } = {}): Promise<Response> {
	const headers = { authorization: `Bearer ${owner}`, 'x-jobtray': '1' };
	return fetch(`${gateway.url}${path}`, { method, headers });
}

const toFacts = ({ key, run, status, name, progress, finishedAt, owner }: Job) => ({
	key,
	run,
	status,
	name,
	progress,
	finishedAt,
	owner,
});

describe.each([
	{ name: 'Redis', start: () => startRedis() },
	{ name: 'Postgres', start: () => startPostgres() },
])('three gateways on $name', ({ start }) => {
	let server: TestServer;
	let engine: Engine;

	beforeAll(async () => {
		server = await start();
		engine = await openEngine(server.url, { onError: () => undefined });
	});

	afterAll(async () => {
		await engine.close();
		await server.stop();
	});

	/** The gateway that keeps a queue; the first where each reads for itself. */
	async function findKeeper(gateways: readonly Gateway[]): Promise<Gateway> {
		for (const gateway of gateways) {
			const { queues } = await (await ask(gateway, '/healthz')).json();
			if (queues === undefined || queues.here > 0) return gateway;
		}
		throw new Error('Nobody keeps a queue.');
	}

	test.each([
		['own', 'each reads for itself'],
		['shared', 'they share the reading'],
	])('[SH19] commands, hops and ends hold where one of three is killed (%s: %s)', async (mode) => {
		const names = [`render-${mode}`, `mix-${mode}`, `held-${mode}`];
		const [render = '', mix = '', held = ''] = names;
		const gateways = await Promise.all(
			owners.slice(0, 3).map(async (): Promise<Gateway> => {
				const program = await startProgram(serve, [server.url, mode, ...names]);
				return { ...program, url: `http://127.0.0.1:${program.line}/jobtray` };
			}),
		);
		const persons = owners.map((owner, index) => connect(owner, gateways, index));
		const add = (queue: string, owner: string, name: string) =>
			engine.queue(queue).add('task', describeJob({}, { name, owner: { id: owner, name: owner } }));

		// What is asked at one gateway shows at the others, and is taken back at a third.
		const [one, two, three] = gateways;
		const ana = persons[0];
		if (one === undefined || two === undefined || three === undefined || ana === undefined) return;
		const { id = '' } = await add(held, 'ana', 'Waits');
		const url = `/jobs/${encodeURIComponent(`${held}:${id}`)}`;
		const row = () => ana.feed.rows.get(`${held}:${id}`);
		await until(() => row() !== undefined);
		expect((await ask(two, url, { owner: 'ben' })).status).toBe(404);
		const done = await ask(two, `${url}/cancel`, { owner: 'ana', method: 'PUT' });
		expect([done.status, (await done.json()).job.wanted]).toEqual([200, 'cancelled']);
		await until(() => row()?.undoUntil !== undefined);
		expect((await ask(three, `${url}/undo`, { owner: 'ana', method: 'PUT' })).status).toBe(200);
		await until(() => row()?.wanted === undefined && row()?.status === 'queued');

		const workers = [render, mix].map((queue) =>
			createWorker({
				engine,
				queue,
				concurrency: 2,
				async run(_job, { progress }) {
					await pause(20);
					progress(0.5);
					await pause(20);
				},
			}),
		);
		for (let job = 0; job < jobsEach; job++) {
			for (const owner of owners) await add(job % 2 === 0 ? render : mix, owner, `Scene ${job}`);
		}
		const ended = () => persons.reduce((sum, { ends }) => sum + ends.size, 0);
		await until(() => ended() > 20);
		const dead = await findKeeper(gateways);
		await dead.kill();
		const killedAt = performance.now();
		// Whichever queues were its own, others read them soon.
		const ben = persons[1];
		const late = await Promise.all(names.map((queue) => add(queue, 'ben', 'Came after the kill')));
		await until(() => late.every((job, index) => ben?.feed.rows.has(`${names[index]}:${job.id}`) === true));
		const takenMs = performance.now() - killedAt;
		expect(takenMs).toBeLessThan(5_000);

		await until(() => ended() >= owners.length * jobsEach + 2);
		await Promise.all(workers.map((worker) => worker.close()));
		const left = gateways.filter((gateway) => gateway !== dead);
		for (const gateway of left) {
			await until(async () => (await (await ask(gateway, '/healthz')).json()).status === 'ok');
		}
		// At rest everybody shows what the engine has, wherever they are, and each end was told as one.
		const source = engine.source({ queues: names });
		for (const { owner, feed, ends, gateway } of persons) {
			expect(ends.size).toBe(owner === 'ben' ? jobsEach + 2 : jobsEach);
			const rows = [...feed.rows.values()];
			for (const record of await source.read(rows.map(({ key }) => key))) {
				const { key, run, status, name, progress, finishedAt } = record;
				const shown = feed.rows.get(key);
				expect(shown && toFacts(shown)).toEqual({
					...{ key, run, status, name, progress, finishedAt },
					owner: { id: owner, name: owner },
				});
			}
			for (const other of left) {
				const { jobs } = await (await ask(other, '/jobs', { owner })).json();
				expect(jobs.map(toFacts).sort(byKey)).toEqual(rows.map(toFacts).sort(byKey));
			}
			expect(left).toContain(gateway());
		}
		await source.close();
		for (const person of persons) person.close();
		await Promise.all(left.map((gateway) => gateway.kill()));
	});
});

function byKey(a: { key: string }, b: { key: string }): number {
	return a.key < b.key ? -1 : 1;
}
