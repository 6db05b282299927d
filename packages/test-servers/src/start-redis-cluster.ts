import { once } from 'node:events';
import { createConnection } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { findFreePort } from './free-port.ts';
import { startRedis } from './start-redis.ts';
import type { TestServer } from './start-server.ts';

/** Several servers of one Redis. */
export interface TestCluster {
	/** The nodes, each in charge of a third of the keys. */
	nodes: readonly TestServer[];
	/** Ends all of them. Idempotent. */
	stop(): Promise<void>;
}

/** How many slots a Redis Cluster shares out. */
const slots = 16_384;

const size = 3;

/** Between two looks at whether the nodes agree. */
const lookMs = 50;

/** Starts a Redis Cluster of three nodes, without replicas. */
export async function startRedisCluster(): Promise<TestCluster> {
	const nodes: TestServer[] = [];
	const stop = async () => void (await Promise.all(nodes.map((node) => node.stop())));
	try {
		const buses: number[] = [];
		for (let index = 0; index < size; index += 1) {
			// By default it is the port plus 10,000, which may be more than there are.
			const bus = await findFreePort();
			const settings = { 'cluster-enabled': 'yes', 'cluster-port': String(bus), 'cluster-node-timeout': '5000' };
			nodes.push(await startRedis({ settings }));
			buses.push(bus);
		}
		for (const [index, node] of nodes.entries()) {
			const from = Math.floor((index * slots) / size);
			const to = Math.floor(((index + 1) * slots) / size) - 1;
			await say(node.port, `CLUSTER ADDSLOTSRANGE ${from} ${to}`);
			if (index > 0) await say(node.port, `CLUSTER MEET 127.0.0.1 ${nodes[0]?.port} ${buses[0]}`);
		}
		for (const { port } of nodes) {
			for (;;) {
				const told = await say(port, 'CLUSTER INFO');
				if (told.includes('cluster_state:ok') && told.includes(`cluster_known_nodes:${size}`)) break;
				await pause(lookMs);
			}
		}
		return { nodes, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Gives one command; its answer fits into one packet. */
async function say(port: number, command: string): Promise<string> {
	const socket = createConnection({ port, host: '127.0.0.1' });
	try {
		socket.write(`${command}\r\n`);
		const [answer] = await once(socket, 'data');
		if (String(answer).startsWith('-')) throw new Error(`${command}: ${answer}`);
		return String(answer);
	} finally {
		socket.destroy();
	}
}
