import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describeJob, openEngine } from 'jobtray/bullmq';
import { createClient, type JobtrayClient } from 'jobtray/client';
import { createGateway } from 'jobtray/server';
import { createWorker } from 'jobtray/worker';
import { startPostgres, startRedis, startTcpProxy } from 'test-servers';
import { engineFaults } from '../packages/jobtray/tests/engine-faults.ts';
import { readOptions } from '../scripts/read-options.ts';
import { createWsTransport } from './measure/ws-transport.ts';

// A gateway, a worker and clients on a real store, for real time: clients come and go, and jobs do. In between, with nobody
// there, memory, handles, timers and listeners have to be where they were at the start. With faults, the store or the
// network to it is broken in each round, in another way each time.

const usage = `npm run soak:real -- --minutes 30
npm run soak:real -- --minutes 10 --engine Postgres --faults`;

const values = readOptions(
	{
		minutes: { type: 'string', default: '30' },
		engine: { type: 'string', default: 'Redis' },
		faults: { type: 'boolean', default: false },
	},
	usage,
);
const minutes = Number(values.minutes);
const startStore = new Map([
	['Redis', startRedis],
	['Postgres', startPostgres],
]).get(values.engine);
const { gc } = globalThis;
if (gc === undefined) throw new Error('Run it by `npm run soak:real`: it needs node --expose-gc.');
if (startStore === undefined) throw new Error(`--engine takes Redis or Postgres; "${values.engine}" is neither.`);
if (!(minutes > 0)) throw new Error(`--minutes takes a number above 0; "${values.minutes}" is none.`);

/**
 * Of one round; one person may connect twice a second in the long run, and of what ended while the store was away the
 * newest fifty are told.
 */
const [clientsEach, jobsEach] = [8, values.faults ? 40 : 100];

/** Rounds before the first look: code is compiled, pools are filled, and feeds hold as many finished jobs as they keep. */
const warmUpRounds = 5;

/** What the last looks may hold more than the first, beside the noise of the collector. */
const mostGrowth = { ratio: 1.1, bytes: 1024 * 1024 };

/** How long what lingers on purpose stays after the last client: a link for 1 s, its socket's goodbye for 2 s. */
const lingerMs = 4_000;

interface Look {
	heapBytes: number;
	rssBytes: number;
	/** Handles and timers that keep the process awake, by kind. */
	resources: Record<string, number>;
	listeners: number;
}

/** How long a store or the network to it is broken. */
const brokenMs = 3_000;

const owner = { id: 'ann', name: 'Ann' };
const store = await startStore();
const proxy = await startTcpProxy(store);
// What breaks in the background is what is broken on purpose.
const onError = () => {};
const engine = await openEngine(store.url.replace(`:${store.port}`, `:${proxy.port}`), { onError });
const direct = await openEngine(store.url, { onError });
const worker = createWorker({
	engine: direct,
	queue: 'work',
	concurrency: 8,
	// Short, so that what a killed store forgot of them is noticed soon.
	...(values.faults ? { lockMs: 2_000, stallCheckMs: 500 } : {}),
	async run(_, { progress }) {
		for (let step = 1; step <= 4; step += 1) {
			progress(step / 4);
			await pause(5);
		}
	},
});
const gateway = createGateway({ source: engine.source({ queues: ['work'] }), authenticate: () => owner });
const server = createServer();
gateway.attach(server);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
await gateway.ready;
await worker.ready;
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jobtray`;

let jobs = 0;
let connects = 0;
let rounds = 0;

/** Adds jobs, also where the store is away for a while: by ids of our own a second try adds nothing twice. */
async function addJobs(): Promise<void> {
	const added = Array.from({ length: jobsEach }, (_, at) => ({
		name: 'task',
		data: describeJob({}, { name: `Task ${at}`, owner }),
		// What the store keeps is not ours to measure.
		opts: { removeOnComplete: 200, jobId: `${rounds}-${at}` },
	}));
	for (;;) {
		try {
			await direct.queue('work').addBulk(added);
			return;
		} catch {
			// The store is away.
			await pause(200);
		}
	}
}

/** Breaks the store in another way each time, and mends it. */
async function breakStore(): Promise<string> {
	const fault = engineFaults[rounds % engineFaults.length];
	if (fault === undefined) return 'nothing';
	const broken = { server: store, proxy, engine };
	await fault.begin(broken);
	await pause(brokenMs);
	await fault.end(broken);
	return fault.name;
}

/** Clients come, jobs are done, each client is told of each end once, and the clients go. Says what was broken meanwhile. */
async function playRound(): Promise<string> {
	rounds += 1;
	const told: Map<string, number>[] = [];
	const leave: (() => void)[] = [];
	const clients: JobtrayClient[] = [];
	for (let each = 0; each < clientsEach; each += 1) {
		const client = createClient({ url, transport: createWsTransport(() => {}) });
		const ends = new Map<string, number>();
		client.feed('mine').onEnds((found) => {
			for (const { id, learnt } of found) if (learnt === 'live') ends.set(id, (ends.get(id) ?? 0) + 1);
		});
		told.push(ends);
		clients.push(client);
		leave.push(client.open());
		connects += 1;
	}
	while (!clients.every((client) => client.feed('mine').ready.get())) await pause(10);
	const adding = addJobs();
	const fault = values.faults ? await breakStore() : '';
	await adding;
	jobs += jobsEach;
	const lastMs = performance.now() + 120_000;
	while (!told.every((ends) => ends.size >= jobsEach)) {
		if (performance.now() > lastMs) throw new Error(`Ends were not told: ${told.map(({ size }) => size).join(', ')}.`);
		await pause(10);
	}
	const twice = told.flatMap((ends) => [...ends.values()]).filter((times) => times !== 1).length;
	if (twice > 0 || told.some((ends) => ends.size !== jobsEach)) throw new Error('An end was told twice.');
	for (const each of leave) each();
	await pause(lingerMs);
	return fault;
}

function look(): Look {
	gc?.();
	gc?.();
	const { heapUsed, rss } = process.memoryUsage();
	const resources: Record<string, number> = {};
	for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
	const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
	return { heapBytes: heapUsed, rssBytes: rss, resources, listeners };
}

function show(startedAt: number, { heapBytes, rssBytes, resources, listeners }: Look, fault = ''): void {
	const mb = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
	const held = Object.entries(resources).map(([kind, count]) => `${count} ${kind}`);
	const min = ((performance.now() - startedAt) / 60_000).toFixed(1);
	console.log(
		`${min} min: heap ${mb(heapBytes)} MB, rss ${mb(rssBytes)} MB, ${listeners} listeners, ${held.join(', ')}; ${connects} connects, ${jobs} jobs${fault === '' ? '' : `; after: ${fault}`}`,
	);
}

for (let round = 0; round < warmUpRounds; round += 1) await playRound();
const startedAt = performance.now();
const looks = [look()];
for (const first of looks) show(startedAt, first);
while (performance.now() - startedAt < minutes * 60_000) {
	const fault = await playRound();
	const latest = look();
	looks.push(latest);
	show(startedAt, latest, fault);
}

/** The least of a few looks: above it is what the collector has not got to. */
const leastHeap = (some: readonly Look[]) => Math.min(...some.map(({ heapBytes }) => heapBytes));
const few = Math.max(1, Math.min(5, Math.floor(looks.length / 2)));
const [before, after] = [leastHeap(looks.slice(0, few)), leastHeap(looks.slice(-few))];
const count = ({ resources, listeners }: Look) =>
	listeners + Object.values(resources).reduce((sum, each) => sum + each, 0);
const [heldBefore, heldAfter] = [looks.slice(0, few), looks.slice(-few)].map((some) => Math.min(...some.map(count)));
const hasGrown = after > before * mostGrowth.ratio + mostGrowth.bytes || (heldAfter ?? 0) > (heldBefore ?? 0);
console.log(
	`${hasGrown ? 'Grown' : 'Back to the start'}: heap ${(before / 1e6).toFixed(1)} → ${(after / 1e6).toFixed(1)} MB, handles, timers and listeners ${heldBefore} → ${heldAfter}.`,
);
process.exitCode = hasGrown ? 1 : 0;

await gateway.close();
server.closeAllConnections();
server.close();
await engine.close();
await direct.close();
await proxy.stop();
await store.stop();
