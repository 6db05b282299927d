import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { listen } from './listen.ts';
import { readSettings } from './settings.ts';

const places = { repository: '/repo', workingFolder: '/repo/apps/studio' };

describe('settings', () => {
	it('are sensible without any', () => {
		expect(readSettings({ INIT_CWD: '/repo' }, places)).toEqual({
			port: 3_000,
			host: 'localhost',
			dataFolder: '/repo/.studio',
			dataShown: '.studio',
			engineUrl: 'pglite:/repo/.studio/jobs',
			databaseUrl: null,
			parallel: 2,
		});
	});

	it('count folders from where the command was typed', () => {
		const environment = { INIT_CWD: '/home/me', STUDIO_DATA: 'data', JOBTRAY_ENGINE: 'pglite:jobs' };
		expect(readSettings(environment, places)).toMatchObject({
			dataFolder: '/home/me/data',
			dataShown: 'data',
			engineUrl: 'pglite:/home/me/jobs',
		});
	});

	it('hand other engines on as they are', () => {
		for (const url of ['redis://h:1/2', 'postgres://u:p@h/d', 'pglite:memory', 'mysql://x']) {
			expect(readSettings({ JOBTRAY_ENGINE: url }, places).engineUrl).toBe(url);
		}
	});

	it('take a Postgres for the own tables, and nothing else', () => {
		const STUDIO_DATABASE = 'postgres://u:p@h/d';
		expect(readSettings({ STUDIO_DATABASE }, places).databaseUrl).toBe(STUDIO_DATABASE);
		expect(() => readSettings({ STUDIO_DATABASE: 'redis://u:secret@h' }, places)).toThrow(
			expect.objectContaining({ code: 'database-not-valid', message: expect.not.stringContaining('secret') }),
		);
	});

	it.each(['abc', '-1', '65536', '80.5'])('refuse the port %s', (PORT) => {
		expect(() => readSettings({ PORT }, places)).toThrow(expect.objectContaining({ code: 'port-not-valid' }));
	});

	it.each(['two', '0', '1.5', '65'])('refuse to make %s scenes at once', (STUDIO_PARALLEL) => {
		expect(() => readSettings({ STUDIO_PARALLEL }, places)).toThrow(
			expect.objectContaining({ code: 'parallel-not-valid' }),
		);
		expect(readSettings({ STUDIO_PARALLEL: '3' }, places).parallel).toBe(3);
	});
});

describe('listening', () => {
	it.each(['127.0.0.1', '::1'])('finds the port taken by somebody on %s', async (host) => {
		const other = createServer().listen(0, host);
		await once(other, 'listening');
		const address = other.address();
		const port = typeof address === 'object' && address ? address.port : 0;
		await expect(listen(createServer(), { host: 'localhost', port })).rejects.toMatchObject({
			code: 'port-taken',
			message: expect.stringContaining(`Port ${port} is taken`),
		});
		other.close();
	});

	it('tells the real port, and is reached by both names of this machine', async () => {
		const server = createServer((_request, response) => response.end('here'));
		const listening = await listen(server, { host: 'localhost', port: 0 });
		for (const host of ['127.0.0.1', '[::1]']) {
			const answer = await fetch(`http://${host}:${listening.port}`, { headers: { connection: 'close' } });
			expect(await answer.text()).toBe('here');
		}
		listening.stop();
	});
});
