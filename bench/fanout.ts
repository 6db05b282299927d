import { setTimeout as sleep } from 'node:timers/promises';
import { median, percentile } from './measure/percentile.ts';
import { openPushPair, type PushPair } from './measure/push-pair.ts';
import type { BenchOptions, Report } from './measure/report.ts';
import type { PushKind } from './servers/push-server.ts';

/** Who is connected, and what happens. */
interface Scene {
	name: string;
	owners: number;
	socketsPerOwner: number;
	jobsPerOwner: number;
	/** Job updates that each socket is owed, a second. */
	perSocket: number;
}

/** Each job changes once a second, so that nothing is left out because something newer has come: every update is delivered. */
const scenes: readonly Scene[] = [
	{ name: '500 owners, a socket each, 50/s', owners: 500, socketsPerOwner: 1, jobsPerOwner: 50, perSocket: 50 },
	{ name: '2,000 owners, a socket each, 10/s', owners: 2_000, socketsPerOwner: 1, jobsPerOwner: 10, perSocket: 10 },
	{ name: 'one feed, 500 sockets, 50/s', owners: 1, socketsPerOwner: 500, jobsPerOwner: 50, perSocket: 50 },
	{ name: 'one feed, 2,000 sockets, 10/s', owners: 1, socketsPerOwner: 2_000, jobsPerOwner: 10, perSocket: 10 },
];

const kinds: readonly PushKind[] = ['jobtray', 'ws', 'socket.io'];

const warmUpMs = 2_000;

/** What one job update costs the server on its way to the sockets, against sending each one by itself. */
export async function runFanoutBench({ short }: BenchOptions): Promise<Report> {
	const rounds = short ? 1 : 5;
	const measuredMs = short ? 2_000 : 5_000;
	const rows: Report['rows'] = [];
	for (const scene of scenes) {
		const found = await measureScene(scene, { rounds, measuredMs });
		for (const kind of kinds) rows.push({ scene: scene.name, server: kind, ...toMedians(found.get(kind) ?? []) });
	}
	const budgets = [scenes[0], scenes[2]].map((scene) => ({
		what: `gateway CPU for updates delivered, to that of bare \`ws\` sending each: ${scene?.name}`,
		limit: 1,
		measured: toTimes(rows.filter((row) => row.scene === scene?.name)),
		unit: '×',
	}));
	return {
		rows,
		says: `Medians of ${rounds} interleaved rounds of ${measuredMs / 1_000} s. Against bare ws, 500 sockets at 50/s each cost the gateway ${budgets.map(({ measured }) => measured.toFixed(2)).join(' and ')} times as much: each of a person of its own, and all of one feed.`,
		budgets,
	};
}

/** What an update costs the gateway, to what it costs bare `ws`. */
function toTimes(rows: Report['rows']): number {
	const cpu = (server: string) => Number(rows.find((row) => row.server === server)?.['CPU s per 100,000']);
	return cpu('jobtray') / cpu('ws');
}

type Figures = Awaited<ReturnType<typeof measureRound>>;

async function measureScene(scene: Scene, { rounds, measuredMs }: { rounds: number; measuredMs: number }) {
	const { owners, socketsPerOwner, jobsPerOwner } = scene;
	const pairs = new Map<PushKind, { pair: PushPair; read: number }>();
	const found = new Map<PushKind, Figures[]>();
	try {
		for (const kind of kinds) {
			const pair = await openPushPair({ kind, owners, jobsPerOwner });
			pairs.set(kind, { pair, read: 0 });
			pairs.set(kind, {
				pair,
				...(await pair.clients.ask('connect', { kind, port: pair.port, owners, socketsPerOwner })),
			});
		}
		for (let round = 0; round < rounds; round += 1) {
			for (const [kind, { pair, read }] of pairs) {
				const figures = await measureRound(pair, { scene, read, measuredMs });
				found.set(kind, [...(found.get(kind) ?? []), figures]);
			}
		}
		return found;
	} finally {
		for (const { pair } of pairs.values()) await pair.close();
	}
}

async function measureRound(
	{ server, clients }: PushPair,
	{ scene, read, measuredMs }: { scene: Scene; read: number; measuredMs: number },
) {
	const { owners, socketsPerOwner, perSocket } = scene;
	await server.ask('run', perSocket * owners);
	await sleep(warmUpMs);
	const begun = await clients.ask('begin');
	const before = await server.ask('figures');
	await sleep(measuredMs);
	const after = await server.ask('figures');
	const heard = await clients.ask('heard');
	await server.ask('stop');
	await sleep(200);
	const told = after.told - before.told;
	const delivered = told * socketsPerOwner;
	if (told < (perSocket * owners * measuredMs) / 2_000) {
		console.warn(
			`  This machine is too busy: told ${told} updates instead of ${(perSocket * owners * measuredMs) / 1_000}.`,
		);
	}
	const sockets = owners * socketsPerOwner;
	const per100000 = 100_000 / delivered;
	return {
		'updates/s': (delivered * 1_000) / measuredMs,
		'seen %': (100 * heard.read) / ((told / owners) * read),
		'CPU s per 100,000': ((after.cpuMs - before.cpuMs) / 1_000) * per100000,
		'clients CPU s': ((heard.cpuMs - begun.cpuMs) / 1_000) * per100000,
		'MB per 100,000': (heard.bytes / 1e6) * per100000,
		'frames/s each': (heard.count * 1_000) / measuredMs / sockets,
		'p50 ms': percentile(heard.waits, 0.5),
		'p99 ms': percentile(heard.waits, 0.99),
	};
}

function toMedians(rounds: readonly Figures[]): Record<string, number> {
	const [first] = rounds;
	const names = first === undefined ? [] : (Object.keys(first) as (keyof Figures)[]);
	return Object.fromEntries(names.map((name) => [name, median(rounds.map((figures) => figures[name]))]));
}
