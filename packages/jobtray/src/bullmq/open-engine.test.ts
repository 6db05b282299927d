import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startProgram } from '../testing/start-program.ts';
import { watchSource } from '../testing/watch-source.ts';
import { createWorker } from '../worker/index.ts';
import { openEngine } from './open-engine.ts';

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
}, 120_000);
