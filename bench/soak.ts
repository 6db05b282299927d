import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { describeJob, openEngine } from 'jobtray/bullmq';
import { createClient, type JobtrayClient } from 'jobtray/client';
import { createGateway } from 'jobtray/server';
import { createWorker } from 'jobtray/worker';
import { startRedis } from 'test-servers';
import { createWsTransport } from './measure/ws-transport.ts';

// npm run soak:real -- --minutes 30
// A gateway, a worker and clients on a real Redis, for real time: clients come and go, and jobs do. In between, with nobody
// there, memory, handles, timers and listeners have to be where they were at the start.

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const minutes = Number(values.minutes);
const { gc } = globalThis;
if (gc === undefined) throw new Error('Run it by `npm run soak:real`: it needs node --expose-gc.');
if (!(minutes > 0)) throw new Error(`--minutes takes a number above 0; "${values.minutes}" is none.`);

/** Of one round; one person may connect twice a second in the long run. */
const [clientsEach, jobsEach] = [8, 100];

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

const owner = { id: 'ann', name: 'Ann' };
const redis = await startRedis();
const engine = await openEngine(redis.url);
const queue = engine.queue('work');
const worker = createWorker({
	engine,
	queue: 'work',
	concurrency: 8,
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

/** Clients come, jobs are done, each client is told of each end once, and the clients go. */
async function playRound(): Promise<void> {
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
	await queue.addBulk(
		Array.from({ length: jobsEach }, (_, at) => ({
			name: 'task',
			data: describeJob({}, { name: `Task ${at}`, owner }),
			// What Redis keeps is not ours to measure.
			opts: { removeOnComplete: 200 },
		})),
	);
	jobs += jobsEach;
	const lastMs = performance.now() + 60_000;
	while (!told.every((ends) => ends.size >= jobsEach)) {
		if (performance.now() > lastMs) throw new Error(`Ends were not told: ${told.map(({ size }) => size).join(', ')}.`);
		await pause(10);
	}
	const twice = told.flatMap((ends) => [...ends.values()]).filter((times) => times !== 1).length;
	if (twice > 0 || told.some((ends) => ends.size !== jobsEach)) throw new Error('An end was told twice.');
	for (const each of leave) each();
	await pause(lingerMs);
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

function show(startedAt: number, { heapBytes, rssBytes, resources, listeners }: Look): void {
	const mb = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
	const held = Object.entries(resources).map(([kind, count]) => `${count} ${kind}`);
	const min = ((performance.now() - startedAt) / 60_000).toFixed(1);
	console.log(
		`${min} min: heap ${mb(heapBytes)} MB, rss ${mb(rssBytes)} MB, ${listeners} listeners, ${held.join(', ')}; ${connects} connects, ${jobs} jobs`,
	);
}

for (let round = 0; round < warmUpRounds; round += 1) await playRound();
const startedAt = performance.now();
const looks = [look()];
for (const first of looks) show(startedAt, first);
while (performance.now() - startedAt < minutes * 60_000) {
	await playRound();
	const latest = look();
	looks.push(latest);
	show(startedAt, latest);
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
await redis.stop();
