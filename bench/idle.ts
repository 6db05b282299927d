import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './measure/percentile.ts';
import { openPushPair } from './measure/push-pair.ts';
import type { BenchOptions, Report } from './measure/report.ts';
import type { PushKind } from './servers/push-server.ts';

const kinds = ['ws', 'jobtray'] as const satisfies readonly PushKind[];

/** After the last one is connected: what connecting left behind goes, and who connects has to speak within 10 s. */
const settleMs = 12_000;

/** Connected before the first measuring, so that what is made once is there already. */
const warmUpSockets = 500;

/** What one connection costs in memory while nothing happens, each of a person of its own. */
export async function runIdleBench({ short }: BenchOptions): Promise<Report> {
	const sockets = short ? 2_000 : 10_000;
	const rounds = short ? 1 : 5;
	const found = new Map<PushKind, Awaited<ReturnType<typeof measureIdle>>[]>();
	for (let round = 0; round < rounds; round += 1) {
		for (const kind of kinds) found.set(kind, [...(found.get(kind) ?? []), await measureIdle(kind, sockets)]);
	}
	const rows = kinds.map((kind) => {
		const each = found.get(kind) ?? [];
		return {
			server: kind,
			connections: sockets,
			'heap kB each': median(each.map(({ heap }) => heap)),
			'resident kB each': median(each.map(({ rss }) => rss)),
		};
	});
	const [ws, jobtray] = rows;
	const times = (column: 'heap kB each' | 'resident kB each') => (jobtray?.[column] ?? 0) / (ws?.[column] ?? 1);
	return {
		rows,
		says: `Medians of ${rounds} interleaved rounds with ${sockets.toLocaleString('en')} connections. A connection to the gateway takes ${times('heap kB each').toFixed(2)} times the heap and ${times('resident kB each').toFixed(2)} times the resident memory of a bare ws connection.`,
		budgets: [
			{
				what: 'gateway memory per idle connection, resident, to that of bare `ws`',
				limit: 1.5,
				measured: times('resident kB each'),
				unit: '×',
			},
		],
	};
}

async function measureIdle(kind: PushKind, sockets: number): Promise<{ heap: number; rss: number }> {
	const pair = await openPushPair({ kind, owners: sockets, jobsPerOwner: 0 });
	const { server, clients, port } = pair;
	try {
		await clients.ask('connect', { kind, port, owners: warmUpSockets, socketsPerOwner: 1 });
		await sleep(settleMs);
		const before = await server.ask('memory');
		await clients.ask('connect', { kind, port, owners: sockets, socketsPerOwner: 1 });
		await sleep(settleMs);
		const after = await server.ask('memory');
		const kBEach = (what: 'heap' | 'rss') => (after[what] - before[what]) / 1_000 / sockets;
		return { heap: kBEach('heap'), rss: kBEach('rss') };
	} finally {
		await pair.close();
	}
}
