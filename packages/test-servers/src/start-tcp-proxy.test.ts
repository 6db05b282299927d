import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { startTcpProxy, type TestProxy } from './start-tcp-proxy.ts';

vi.setConfig({ testTimeout: 30_000 });

const closers: (() => unknown)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0).reverse()) await close();
});

/** A server that says back what it hears, behind a proxy. */
async function open(): Promise<{ proxy: TestProxy; dial(): Promise<Socket>; far: Socket[] }> {
	const far: Socket[] = [];
	const server = createServer((socket) => {
		far.push(socket);
		socket.on('error', () => undefined);
		socket.pipe(socket);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	closers.push(() => new Promise((resolve) => server.close(resolve)));
	const proxy = await startTcpProxy(server.address() as AddressInfo);
	closers.push(proxy.stop, proxy.stop);
	const dial = async () => {
		const socket = connect({ port: proxy.port, host: '127.0.0.1' });
		closers.push(() => socket.destroy());
		socket.on('error', () => undefined);
		await Promise.race([once(socket, 'connect'), toClose(socket)]).catch(() => undefined);
		return socket;
	};
	return { proxy, dial, far };
}

async function say(socket: Socket, words: string): Promise<{ answer: string; tookMs: number }> {
	const startedAt = performance.now();
	let answer = '';
	const heard = new Promise<void>((resolve) => {
		socket.on('data', (chunk) => {
			answer += String(chunk);
			if (answer.length === words.length) resolve();
		});
	});
	socket.write(words);
	await heard;
	socket.removeAllListeners('data');
	return { answer, tookMs: performance.now() - startedAt };
}

/** Resolves however it ends, where `once` would reject for a reset. */
const toClose = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));

test('passes on what comes, late and slowly where it is told to', async () => {
	const { proxy, dial } = await open();
	const socket = await dial();
	const long = 'abcdefghij'.repeat(1_000);
	expect((await say(socket, long)).answer).toBe(long);
	proxy.set({ delayMs: 200 });
	const late = await say(socket, long);
	expect(late.answer).toBe(long);
	// Two ways; a timer may be a moment early.
	expect(late.tookMs).toBeGreaterThan(390);
	proxy.set({ bytesPerSecond: 20_000 });
	const slow = await say(socket, long);
	expect(slow.answer).toBe(long);
	expect(slow.tookMs).toBeGreaterThan(490);
});

test('cuts what is open, and lets new ones in', async () => {
	const { proxy, dial } = await open();
	const socket = await dial();
	await say(socket, 'one');
	expect(proxy.connections()).toBe(1);
	const closed = toClose(socket);
	proxy.cut();
	await closed;
	expect(proxy.connections()).toBe(0);
	expect((await say(await dial(), 'two')).answer).toBe('two');
});

test('goes silent without telling either end, not even that the other has gone', async () => {
	const { proxy, dial, far } = await open();
	const socket = await dial();
	await say(socket, 'one');
	proxy.silence();
	let heard = '';
	socket.on('data', (chunk) => {
		heard += String(chunk);
	});
	socket.write('two');
	// What passes on another connection, begun later, has had time to pass on this one.
	expect((await say(await dial(), 'three')).answer).toBe('three');
	expect(heard).toBe('');
	socket.destroy();
	await say(await dial(), 'four');
	expect(far[0]?.destroyed).toBe(false);
});

test('refuses new ones until it accepts again', async () => {
	const { proxy, dial } = await open();
	const socket = await dial();
	await say(socket, 'one');
	proxy.refuse('refuse');
	const refused = await dial();
	if (!refused.destroyed) await toClose(refused);
	expect(proxy.connections()).toBe(1);
	expect((await say(socket, 'two')).answer).toBe('two');
	proxy.refuse('accept');
	expect((await say(await dial(), 'three')).answer).toBe('three');
});
