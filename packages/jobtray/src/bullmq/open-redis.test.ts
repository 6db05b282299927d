import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { Redis } from 'ioredis';
import { startRedis, startRedisCluster, type TestServer } from 'test-servers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { isMissing } from '../../tests/engines-under-test.ts';
import { expectToWork } from '../../tests/expect-to-work.ts';
import { watchSource } from '../testing/watch-source.ts';
import type { Engine } from './engine.ts';
import { openEngine } from './open-engine.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0).reverse()) await close();
});

async function open(...args: Parameters<typeof openEngine>): Promise<Engine> {
	const engine = await openEngine(...args);
	closers.push(engine.close);
	return engine;
}

async function start(options?: Parameters<typeof startRedis>[0]): Promise<TestServer> {
	const server = await startRedis(options);
	closers.push(server.stop);
	return server;
}

describe.skipIf(isMissing('redis-server'))('on Redis', () => {
	test.skipIf(isMissing('openssl'))('[EN62] speaks TLS, and trusts the authorities it was given', async () => {
		const server = await start({ tls: true });
		const ca = readFileSync(`${server.folder}/tls.crt`);
		await expectToWork(await open(server.url, { tls: { ca } }), 'render');
		await expectToWork(await open(server.url.replace('rediss:', 'valkeys:'), { tls: { ca } }), 'render');
		const refused = await openEngine(server.url).catch((error) => error);
		expect(refused).toMatchObject({ code: 'unreachable', cause: { message: expect.stringMatching(/certificate/) } });
	});

	test('[EN61] keeps a password to itself where it is wrong, and where it becomes wrong later', async () => {
		const server = await start({ settings: { requirepass: 'hush-hush' } });
		const at = (password: string) => server.url.replace('//', `//:${password}@`);
		const refused = await openEngine(at('not-that')).catch((error) => error);
		expect(refused).toMatchObject({ code: 'unreachable', cause: { message: expect.stringContaining('WRONGPASS') } });
		expect(inspect(refused, { depth: 10 })).not.toContain('not-that');

		const errors: unknown[] = [];
		const engine = await open(at('hush-hush'), { onError: (error) => errors.push(error) });
		await watchSource(engine.source({ queues: ['render'] }));
		const admin = new Redis(at('hush-hush'));
		await admin.config('SET', 'requirepass', 'another');
		await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
		await expect.poll(() => inspect(errors, { depth: 10 }), { timeout: 20_000 }).toMatch(/WRONGPASS|NOAUTH/);
		await admin.config('SET', 'requirepass', 'hush-hush');
		admin.disconnect();
		expect(inspect(errors, { depth: 10, maxStringLength: null })).not.toContain('hush-hush');
	});

	test('[EN64] warns of a Redis that throws keys away when it is full', async () => {
		const warned = vi.spyOn(process, 'emitWarning').mockReturnValue();
		await open((await start()).url);
		expect(warned).not.toHaveBeenCalled();
		vi.spyOn(console, 'warn').mockReturnValue();
		await open((await start({ settings: { 'maxmemory-policy': 'allkeys-lru' } })).url.replace('//', '//default:hush@'));
		expect(warned).toHaveBeenCalledExactlyOnceWith(
			expect.stringMatching(/allkeys-lru.*Set it to noeviction/),
			expect.objectContaining({ code: 'JOBTRAY_EVICTION' }),
		);
		expect(String(warned.mock.calls)).not.toContain('hush');
	});

	test('[EN63] finds a cluster by one of its nodes, and refuses a queue whose keys would be apart', async () => {
		const { nodes, stop } = await startRedisCluster();
		closers.push(stop);
		const one = await open(nodes[1]?.url ?? '');
		await expectToWork(one, '{render}');
		for (const attempt of [() => one.queue('render'), () => one.source({ queues: ['{render}', 'mail'] })]) {
			expect(attempt).toThrow(expect.objectContaining({ code: 'keys-apart' }));
			expect(attempt).toThrow("queuePrefix: '{bull}'");
		}
		await expectToWork(await open(`redis://127.0.0.1:1,${nodes[2]?.url}`, { queuePrefix: '{x}' }), 'render');
	});
});
