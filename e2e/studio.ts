import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { findProgram, startPostgres, startRedis } from 'test-servers';
import { runStudio } from './run-studio.ts';

/** A Studio of one test's own, as `npm start` runs it, with data that go away with it. */
export interface Studio {
	url: string;
	/** Lines that it has printed, errors included. */
	lines: string[];
	/** Ends it as Ctrl-C does, or as `kill -9` does. Resolves with how long it took. */
	stop(signal?: 'SIGINT' | 'SIGKILL'): Promise<number>;
	/** Starts it again, on the same port and data. */
	start(): Promise<void>;
}

/** Longest that a start may take on a busy machine. */
const startMs = 60_000;

/** What Studio keeps its jobs in; PGlite is what it takes by itself. */
export type StudioEngine = 'PGlite' | 'Redis' | 'Postgres';

/** Whether the server of an engine is not on this machine. */
export function isMissing(engine: StudioEngine): boolean {
	if (engine === 'PGlite') return false;
	return findProgram(engine === 'Redis' ? 'redis-server' : 'postgres') === null;
}

/** The engine's own server; `null` where it is in Studio's process. */
export async function startEngine(engine: StudioEngine): Promise<{ url: string; stop(): Promise<void> } | null> {
	if (engine === 'PGlite') return null;
	return engine === 'Redis' ? startRedis() : startPostgres();
}

/** Runs a Studio until it is closed, with settings beside those that a test's own has. */
export async function openStudio(
	engine: StudioEngine,
	settings: Record<string, string> = {},
): Promise<Studio & { close(): Promise<void> }> {
	const server = await startEngine(engine);
	const data = mkdtempSync(join(tmpdir(), 'studio-'));
	const lines: string[] = [];
	let child: ChildProcess | null = null;
	let port = '0';
	let url = '';

	async function start(): Promise<void> {
		const started = runStudio({ PORT: port, STUDIO_DATA: data, JOBTRAY_ENGINE: server?.url ?? '', ...settings });
		child = started;
		url = await new Promise<string>((ready, fail) => {
			const late = setTimeout(() => fail(new Error(`Studio is not ready:\n${lines.join('\n')}`)), startMs);
			started.once('exit', (code) => fail(new Error(`Studio ended with ${code}:\n${lines.join('\n')}`)));
			const read = (chunk: Buffer) => {
				lines.push(...chunk.toString().split('\n').filter(Boolean));
				const [, address] = /ready at (\S+)/.exec(chunk.toString()) ?? [];
				if (address === undefined) return;
				clearTimeout(late);
				ready(address);
			};
			started.stdout?.on('data', read);
			started.stderr?.on('data', read);
		});
		port = new URL(url).port;
	}

	async function stop(signal: 'SIGINT' | 'SIGKILL' = 'SIGINT'): Promise<number> {
		const running = child;
		child = null;
		if (running === null || running.exitCode !== null) return 0;
		const startedAt = performance.now();
		const ended = new Promise((resolve) => running.once('exit', resolve));
		running.kill(signal);
		await ended;
		return performance.now() - startedAt;
	}

	await start();
	return {
		lines,
		start,
		stop,
		get url() {
			return url;
		},
		async close() {
			await stop('SIGKILL');
			await server?.stop();
			rmSync(data, { recursive: true, force: true });
		},
	};
}

/** Playwright's test, with a Studio; `test.use({ engine: 'Redis' })` has it keep its jobs there. */
export const test = base.extend<{ engine: StudioEngine; studio: Studio }>({
	engine: ['PGlite', { option: true }],
	studio: async ({ engine }, use) => {
		const studio = await openStudio(engine);
		await use(studio);
		await studio.close();
	},
});

export { expect } from '@playwright/test';
