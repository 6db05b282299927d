import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis } from 'test-servers';
import { WebSocket } from 'ws';
import { type Child, openChild } from './measure/child.ts';
import { median } from './measure/percentile.ts';
import type { BenchOptions, Report } from './measure/report.ts';
import type { GatewayNode } from './servers/gateway-node.ts';
import type { ProgressMaker } from './servers/progress-maker.ts';

const queues = ['render', 'upscale'];
const jobs = 1_000;
const owners = 400;

/** Owners with somebody who looks, spread over the gateways. */
const watched = 100;

const counts = [1, 2, 4];
const rates = [1_000, 5_000];
const warmUpMs = 2_000;

/** One way to run gateways, under one load. */
interface Case {
	gateways: number;
	perSecond: number;
	shares: boolean;
}

/** What the gateways cost for each way of reading the engine: each for itself, or shared. */
export async function runGatewaysBench({ short }: BenchOptions): Promise<Report> {
	const measuredMs = short ? 1_000 : 5_000;
	const rounds = short ? 1 : 3;
	const rows: Report['rows'] = [];
	for (const perSecond of rates) {
		for (const gateways of counts) {
			for (const shares of [false, true])
				rows.push(await measureCase({ gateways, perSecond, shares }, { measuredMs, rounds }));
		}
	}
	return {
		rows,
		says: `Percent of a core. ${jobs} running jobs of ${owners} owners in ${queues.length} queues on Redis; ${watched} owners have one viewer each, spread over the gateways. Medians of ${rounds} looks of ${measuredMs / 1_000} s.`,
	};
}

async function measureCase(
	{ gateways, perSecond, shares }: Case,
	{ measuredMs, rounds }: { measuredMs: number; rounds: number },
): Promise<Report['rows'][number]> {
	const redis = await startRedis();
	const maker = openChild<ProgressMaker>(new URL('servers/progress-maker.ts', import.meta.url));
	const nodes: Child<GatewayNode>[] = [];
	const sockets: WebSocket[] = [];
	try {
		await maker.ask('open', { url: redis.url, queues, jobs, owners });
		for (let index = 0; index < gateways; index += 1) {
			const node = openChild<GatewayNode>(new URL('servers/gateway-node.ts', import.meta.url));
			nodes.push(node);
			const port = await node.ask('open', { url: redis.url, queues, shares });
			for (let owner = index; owner < watched; owner += gateways) sockets.push(await watch(port, `owner-${owner}`));
		}
		await maker.ask('run', perSecond);
		await sleep(warmUpMs);
		const looks: { cpu: number[]; told: number }[] = [];
		for (let round = 0; round < rounds; round += 1) looks.push(await look({ maker, nodes, measuredMs }));
		const all = looks.map(({ cpu }) => cpu.reduce((sum, each) => sum + each, 0));
		return {
			'events/s': perSecond,
			gateways,
			reading: shares ? 'shared' : 'each',
			'told/s': median(looks.map(({ told }) => told)),
			'all %': median(all),
			'most %': median(looks.map(({ cpu }) => Math.max(...cpu))),
			'least %': median(looks.map(({ cpu }) => Math.min(...cpu))),
			'RSS MB': median(await Promise.all(nodes.map(async (node) => (await node.ask('figures')).rssMb))),
		};
	} finally {
		for (const socket of sockets) socket.terminate();
		await Promise.all([maker, ...nodes].map((child) => child.close()));
		await redis.stop();
	}
}

async function look({
	maker,
	nodes,
	measuredMs,
}: {
	maker: Child<ProgressMaker>;
	nodes: readonly Child<GatewayNode>[];
	measuredMs: number;
}) {
	const ask = async () => ({
		at: performance.now(),
		told: await maker.ask('told'),
		cpuMs: await Promise.all(nodes.map(async (node) => (await node.ask('figures')).cpuMs)),
	});
	const before = await ask();
	await sleep(measuredMs);
	const after = await ask();
	const ms = after.at - before.at;
	return {
		cpu: after.cpuMs.map((cpuMs, index) => (100 * (cpuMs - (before.cpuMs[index] ?? 0))) / ms),
		told: ((after.told - before.told) * 1_000) / ms,
	};
}

/** Opens a connection of one person; resolves once it has a snapshot. */
function watch(port: number, viewer: string): Promise<WebSocket> {
	const url = `ws://127.0.0.1:${port}/jobtray/socket?viewer=${viewer}`;
	const ws = new WebSocket(url, 'jobtray.v1', { origin: `http://127.0.0.1:${port}`, perMessageDeflate: false });
	return new Promise((resolve, reject) => {
		ws.on('error', reject);
		ws.on('open', () => ws.send('{"type":"watch","scope":"mine"}'));
		ws.on('message', (data) => {
			const text = String(data);
			if (text.startsWith('{"type":"ping"')) ws.send('{"type":"pong"}');
			if (text.startsWith('{"type":"snapshot"')) resolve(ws);
		});
	});
}
