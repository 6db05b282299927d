import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, openChild } from './measure/child.ts';
import { median, percentile } from './measure/percentile.ts';
import { openPushPair } from './measure/push-pair.ts';
import type { BenchOptions, Report } from './measure/report.ts';
import { preciseNow } from './measure/stamp.ts';
import type { PushOptions, PushServer } from './servers/push-server.ts';
import type { StormClients } from './servers/storm-clients.ts';

const jobsPerOwner = 5;

/** How long a gateway is away: a quick restart, a slow one, and an outage. */
const awayMs = [1_000, 5_000, 30_000];

/** Longer than the longest wait of a client. */
const patienceMs = 60_000;

interface Figures {
	/** From the gateway's listening again, or from the first attempt. */
	halfMs: number;
	lastMs: number;
	attempts: number;
	reads: number;
}

/** How long it takes until everybody is back after a gateway's restart, by the clients' own back-off. */
export async function runStormBench({ short }: BenchOptions): Promise<Report> {
	const clients = short ? 500 : 2_000;
	const rounds = short ? 1 : 5;
	const ways = short ? awayMs.slice(0, 1) : awayMs;
	const found = new Map<string, Figures[]>();
	const note = (restart: string, figures: Figures) => found.set(restart, [...(found.get(restart) ?? []), figures]);
	for (let round = 0; round < rounds; round += 1) {
		note('bare ws, connected at once', await measureFloor(clients));
		note('gateway that nobody waits for', await measureRestart(0, 0));
		// Each with clients of its own: a link that has not lasted for a while goes on counting its attempts.
		for (const wayMs of ways) note(`gateway away for ${wayMs / 1_000} s`, await measureRestart(clients, wayMs));
	}
	const rows = [...found].map(([restart, each]) => ({
		restart,
		'half live ms': median(each.map(({ halfMs }) => halfMs)),
		'all live ms': median(each.map(({ lastMs }) => lastMs)),
		'attempts each': median(each.map(({ attempts }) => attempts)),
		'engine reads': median(each.map(({ reads }) => reads)),
	}));
	const [, alone, quick] = rows;
	return {
		rows,
		says: `Medians of ${rounds} rounds with ${clients.toLocaleString('en')} clients.`,
		budgets: [
			{
				what: `${clients.toLocaleString('en')} clients after a restart of 1 s: until all are live`,
				limit: 5_000,
				measured: quick?.['all live ms'] ?? Number.NaN,
				unit: 'ms',
			},
			{
				what: 'reads of the engine at that restart, to those of one with no clients',
				limit: 1,
				measured: (quick?.['engine reads'] ?? Number.NaN) / (alone?.['engine reads'] ?? Number.NaN),
				unit: '×',
			},
		],
	};
}

async function measureFloor(sockets: number): Promise<Figures> {
	const pair = await openPushPair({ kind: 'ws', owners: sockets, jobsPerOwner });
	try {
		const startedAt = performance.now();
		await pair.clients.ask('connect', { kind: 'ws', port: pair.port, owners: sockets, socketsPerOwner: 1 });
		const lastMs = performance.now() - startedAt;
		return { halfMs: lastMs / 2, lastMs, attempts: 1, reads: 0 };
	} finally {
		await pair.close();
	}
}

const openServer = () => openChild<PushServer>(new URL('./servers/push-server.ts', import.meta.url));

/** Connects everybody to one gateway, and restarts it. */
async function measureRestart(count: number, wayMs: number): Promise<Figures> {
	const options: PushOptions = { kind: 'jobtray', owners: 2_000, jobsPerOwner };
	let server = openServer();
	const clients = openChild<StormClients>(new URL('./servers/storm-clients.ts', import.meta.url));
	try {
		const port = await server.ask('open', options);
		await clients.ask('open', `http://127.0.0.1:${port}/jobtray`, count);
		await untilAllLive(clients);
		const next = openServer();
		// Answered once its code is loaded, so that only the asked time passes.
		await next.ask('stop');
		await clients.ask('begin');
		await server.ask('shutDown');
		await server.close();
		server = next;
		await sleep(wayMs);
		await server.ask('open', { ...options, port });
		const upAt = preciseNow();
		const { liveAt, attempts } = await untilAllLive(clients);
		const { asked } = await server.ask('figures');
		const waits = liveAt.map((at) => at - upAt);
		return {
			halfMs: count === 0 ? 0 : percentile(waits, 0.5),
			lastMs: Math.max(0, ...waits),
			attempts: count === 0 ? 0 : attempts / count,
			reads: asked?.read ?? 0,
		};
	} finally {
		await clients.close();
		await server.close();
	}
}

async function untilAllLive(clients: Child<StormClients>) {
	const startedAt = performance.now();
	for (;;) {
		const heard = await clients.ask('heard');
		if (heard.liveAt.every((at) => at > 0)) return heard;
		if (performance.now() - startedAt > patienceMs) throw new Error('Not everybody came back within a minute.');
		await sleep(100);
	}
}
