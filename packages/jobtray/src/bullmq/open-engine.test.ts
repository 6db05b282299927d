import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { startPostgres, startRedis } from 'test-servers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { enginesUnderTest, isMissing } from '../../tests/engines-under-test.ts';
import { startProgram } from '../testing/start-program.ts';
import { watchSource } from '../testing/watch-source.ts';
import { createWorker } from '../worker/index.ts';
import { openEngine } from './open-engine.ts';

vi.setConfig({ testTimeout: 60_000 });

let root: string;

beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'jobtray-engine-'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

const workUntilKilled = new URL('fixtures/work-until-killed.ts', import.meta.url);

test('[EN43] loses nothing to a kill: what waited waits, what ran is run again first, what was held is held', async () => {
	const url = `pglite:${join(root, 'jobs')}`;
	const other = await startProgram(workUntilKilled, [url]);
	await expect(openEngine(url)).rejects.toMatchObject({ code: 'directory-in-use' });
	await other.kill();

	const engine = await openEngine(url);
	const source = engine.source({ queues: ['render'] });
	const { record } = await watchSource(source);
	expect((await source.list({ finishedSince: 0 })).map(({ key, status, run }) => [key, status, run])).toEqual([
		['render:1', 'queued', 1],
		['render:2', 'queued', 1],
		['render:3', 'queued', 1],
		['render:4', 'paused', 1],
		['render:5', 'queued', 1],
	]);
	const order: string[] = [];
	createWorker({
		engine,
		queue: 'render',
		run: async ({ key }, { restarts }) => void order.push(`${key} restarts ${restarts}`),
	});
	const last = await record('render:5', ({ status }) => status === 'completed');
	expect(last.run).toBe(1);
	expect(order).toEqual(['render:1 restarts 1', 'render:2 restarts 0', 'render:3 restarts 0', 'render:5 restarts 0']);
	expect((await record('render:4', () => true)).status).toBe('paused');
	await engine.sql?.exec(
		'create schema studio; create table studio.note (text text); insert into studio.note values (1)',
	);
	await engine.close();
	await engine.close();
	expect(await readdir(root)).toEqual(['jobs']);

	const reopened = await openEngine(url);
	expect(await reopened.sql?.query('select text from studio.note where text = $1', ['1'])).toEqual([{ text: '1' }]);
	await reopened.close();
}, 120_000);

test('[EN44] refuses what it is not known for or cannot use, with a code and what to do', async () => {
	await expect(openEngine('mysql://h')).rejects.toMatchObject({ code: 'unknown-scheme' });
	await writeFile(join(root, 'file'), '');
	await expect(openEngine(`pglite:${join(root, 'file', 'jobs')}`)).rejects.toMatchObject({
		code: 'directory-unusable',
	});
	await expect(openEngine('postgres://127.0.0.1:1/none')).rejects.toMatchObject({ code: 'unreachable' });
	await expect(openEngine('redis://127.0.0.1:1')).rejects.toMatchObject({ code: 'unreachable' });
	for (const scheme of ['redis', 'postgres']) {
		const error = await openEngine(`${scheme}://ada:hush@127.0.0.1:1/d?password=hush`).catch((reason) => reason);
		expect(inspect(error, { depth: 10 })).not.toContain('hush');
	}
}, 120_000);

const reportPeers = new URL('fixtures/report-peers.ts', import.meta.url);

async function peersOf(url: string, missing = ''): Promise<{ outcome: string; loaded: string[] }> {
	return JSON.parse((await startProgram(reportPeers, [url, missing])).line);
}

describe('[EN66] of the optional packages', () => {
	test('pglite: loads its own', async () => {
		expect(await peersOf('pglite:memory')).toEqual({ outcome: 'open', loaded: ['bullmq', '@electric-sql/pglite'] });
	});

	test.skipIf(isMissing('redis-server'))('redis:// loads its own', async () => {
		const redis = await startRedis();
		expect(await peersOf(redis.url)).toEqual({ outcome: 'open', loaded: ['bullmq', 'ioredis'] });
		await redis.stop();
	});

	test.skipIf(isMissing('postgres', 'initdb'))('postgres:// loads its own', async () => {
		const postgres = await startPostgres();
		expect(await peersOf(postgres.url)).toEqual({ outcome: 'open', loaded: ['bullmq', 'pg'] });
		await postgres.stop();
	});

	test.each([
		['redis://127.0.0.1:1', 'ioredis'],
		['redis://127.0.0.1:1,redis://127.0.0.1:2', 'ioredis'],
		['postgres://127.0.0.1:1/d', 'pg'],
		['pglite:memory', '@electric-sql/pglite'],
		['pglite:memory', 'bullmq'],
	])('%s without %s says what to install', async (url, name) => {
		const { outcome } = await peersOf(url, name);
		expect(outcome).toMatch(/^missing-peer: /);
		expect(outcome).toContain(`npm install ${name}`);
	});
});

describe('[EN65] closes soon where its store is out of reach', () => {
	for (const { name, isMissing, start } of enginesUnderTest) {
		if (name === 'PGlite') continue;
		test.skipIf(isMissing)(`on ${name}`, async () => {
			const store = await start();
			const engine = await openEngine(store.url, { queuePrefix: store.queuePrefix, onError() {} });
			await engine.queue('render').add('task', {});
			await engine.source({ queues: ['render'] }).start(() => {});
			await createWorker({ engine, queue: 'render', run: async () => undefined }).ready;
			for (const server of store.servers) await server.kill();
			const startedAt = performance.now();
			await engine.close();
			expect(performance.now() - startedAt).toBeLessThan(15_000);
			await store.stop();
		});
	}
});
