import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { get } from 'node:http';
import { createConnection } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { findProgram, type ProgramName } from './find-program.ts';
import { startNginx } from './start-nginx.ts';
import { startPostgres } from './start-postgres.ts';
import { startRedis } from './start-redis.ts';
import type { TestServer } from './start-server.ts';

vi.setConfig({ testTimeout: 60_000 });

const started: TestServer[] = [];
afterEach(async () => {
	for (const server of started.splice(0)) await server.stop();
});

async function open(starting: Promise<TestServer>): Promise<TestServer> {
	const server = await starting;
	started.push(server);
	return server;
}

/** What is answered to some words, up to `end`. */
function say(port: number, words: string | Buffer, end: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write(words));
		let answer = '';
		socket.on('data', (chunk) => {
			answer += chunk.toString();
			if (!answer.includes(end)) return;
			socket.destroy();
			resolve(answer);
		});
		socket.on('error', reject);
	});
}

const canListen = (port: number) =>
	new Promise<boolean>((resolve) => {
		const socket = createConnection({ port, host: '127.0.0.1' }, () => resolve(socket.destroy() !== undefined));
		socket.on('error', () => resolve(false));
	});

const needs = (...names: ProgramName[]) => ({ skip: names.some((name) => findProgram(name) === null) });

test('a Redis answers, keeps its data over a kill, and leaves nothing behind', needs('redis-server'), async () => {
	const redis = await open(startRedis({ settings: { 'maxmemory-policy': 'allkeys-lru' } }));
	expect(await say(redis.port, 'SET here 1\r\n', 'OK')).toBe('+OK\r\n');
	expect(await say(redis.port, 'CONFIG GET maxmemory-policy\r\n', 'lru')).toContain('allkeys-lru');
	const { port, pid } = redis;
	await redis.kill();
	expect(redis.pid).toBeUndefined();
	await expect(say(port, 'PING\r\n', 'PONG')).rejects.toThrow('ECONNREFUSED');
	await redis.restart();
	expect(redis.port).toBe(port);
	expect(redis.pid).not.toBe(pid);
	expect(await say(port, 'GET here\r\n', '1\r\n')).toContain('1');
	await redis.stop();
	await redis.stop();
	expect(existsSync(redis.folder)).toBe(false);
});

test('a server that is stopped holds its answer until it may go on', needs('redis-server'), async () => {
	const redis = await open(startRedis());
	await redis.kill('SIGSTOP');
	let answered = false;
	const answer = say(redis.port, 'PING\r\n', 'PONG').then((text) => {
		answered = true;
		return text;
	});
	expect(await canListen(redis.port)).toBe(true);
	expect(answered).toBe(false);
	await redis.kill('SIGCONT');
	expect(await answer).toContain('PONG');
});

test('a Postgres answers, and starts again after a kill', needs('postgres', 'initdb'), async () => {
	const postgres = await open(startPostgres());
	// The request for TLS, which this one has not.
	const hello = Buffer.from('0000000804d2162f', 'hex');
	expect(await say(postgres.port, hello, 'N')).toBe('N');
	await postgres.kill();
	await postgres.restart();
	expect(await say(postgres.port, hello, 'N')).toBe('N');
	await postgres.stop();
	expect(existsSync(postgres.folder)).toBe(false);
});

test('an nginx answers as its configuration says', needs('nginx'), async () => {
	let word = 'first';
	const nginx = await open(
		startNginx({ config: ({ port }) => `server { listen 127.0.0.1:${port}; return 200 "${word}"; }` }),
	);
	const read = () =>
		new Promise((resolve) => {
			get(nginx.url, { agent: false }, async (response) => resolve((await response.toArray()).join('')));
		});
	expect(await read()).toBe('first');
	word = 'second';
	await nginx.restart();
	expect(await read()).toBe('second');
});

describe('a server that cannot start', () => {
	test('says what it wrote', needs('redis-server'), async () => {
		await expect(startRedis({ settings: { 'maxmemory-policy': 'none-such' } })).rejects.toThrow(
			/redis has ended:.*policy/s,
		);
	});
});

test('ends with its test process, and its folder goes', needs('redis-server'), async () => {
	const script = fileURLToPath(new URL('fixtures/start-and-wait.ts', import.meta.url));
	const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] });
	let text = '';
	for await (const chunk of child.stdout) {
		text += chunk;
		if (text.endsWith('\n')) break;
	}
	const { port, folder } = JSON.parse(text);
	expect(await say(port, 'PING\r\n', 'PONG')).toContain('PONG');
	child.kill('SIGKILL');
	await expect.poll(() => existsSync(folder), { timeout: 20_000 }).toBe(false);
	expect(await canListen(port)).toBe(false);
});
