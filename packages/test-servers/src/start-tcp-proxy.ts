import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What a proxy does to what passes through it. */
export interface ProxyFault {
	/** Each way, milliseconds. Default 0. */
	delayMs?: number;
	/** Each way and connection. Default no limit. */
	bytesPerSecond?: number;
}

/** A proxy of a test's own, which stands for a bad network. */
export interface TestProxy {
	/** The same for as long as it runs. */
	readonly port: number;
	/** How many connections are open through it, those that went silent included. */
	connections(): number;
	/** What happens from now on, to connections that are open too. `{}` is a good network. */
	set(fault: ProxyFault): void;
	/** Ends all connections at once, as a network does that is rebooted. New ones pass. */
	cut(): void;
	/** From now on nothing passes on the open connections, in either direction, and neither end is told. New ones pass. */
	silence(): void;
	/** New connections are refused, or not any more. Those that are open stay. */
	refuse(isRefusing: 'refuse' | 'accept'): void;
	/** Ends all connections and listens no more. Idempotent. */
	stop(): Promise<void>;
}

interface Pair {
	ends: readonly [Socket, Socket];
	isSilent: boolean;
}

/** Passes TCP connections on to a port of this machine. */
export async function startTcpProxy(target: { port: number }): Promise<TestProxy> {
	const pairs = new Set<Pair>();
	let fault: ProxyFault = {};
	let isRefusing = false;
	let stopped: Promise<void> | null = null;

	const server = createServer((near) => {
		if (isRefusing) {
			near.resetAndDestroy();
			return;
		}
		const far = connect({ port: target.port, host: '127.0.0.1' });
		const pair: Pair = { ends: [near, far], isSilent: false };
		pairs.add(pair);
		pass(pair, { from: near, to: far });
		pass(pair, { from: far, to: near });
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;

	function pass(pair: Pair, { from, to }: { from: Socket; to: Socket }): void {
		// When the last chunk will have gone, so that chunks keep their order and their distance.
		let freeAt = 0;
		const later = (bytes: number, run: () => void) => {
			const now = performance.now();
			const { delayMs = 0, bytesPerSecond = Number.POSITIVE_INFINITY } = fault;
			freeAt = Math.max(freeAt, now) + (bytes / bytesPerSecond) * 1_000;
			const waitMs = freeAt + delayMs - now;
			if (waitMs < 1 && !from.isPaused()) run();
			else setTimeout(run, waitMs);
		};
		from.on('data', (chunk) => {
			if (pair.isSilent) return;
			later(chunk.length, () => {
				if (!pair.isSilent && to.writable) to.write(chunk);
			});
		});
		from.on('error', () => undefined);
		from.on('close', () => {
			if (pair.isSilent) {
				if (pair.ends.every((end) => end.destroyed)) pairs.delete(pair);
				return;
			}
			pairs.delete(pair);
			later(0, () => to.destroy());
		});
	}

	function cut(): void {
		for (const pair of pairs) for (const end of pair.ends) end.resetAndDestroy();
		pairs.clear();
	}

	return {
		port,
		connections: () => pairs.size,
		set: (next) => {
			fault = next;
		},
		cut,
		silence() {
			for (const pair of pairs) pair.isSilent = true;
		},
		refuse: (how) => {
			isRefusing = how === 'refuse';
		},
		stop() {
			cut();
			stopped ??= new Promise((resolve) => server.close(() => resolve()));
			return stopped;
		},
	};
}
