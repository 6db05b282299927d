import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describeJob, type Engine, openEngine } from 'jobtray/bullmq';
import { createWorker } from 'jobtray/worker';
import { startPostgres, startRedis, startTcpProxy, type TestProxy, type TestServer } from 'test-servers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { engineFaults } from './engine-faults.ts';
import { isMissing } from './engines-under-test.ts';
import { type RunningTray, runTray, trayViewer } from './run-tray.ts';

// Real servers, broken on purpose; Vitest itself fails for a rejection that nobody handles.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0).reverse()) await close();
});

/** How long a server stands still, and a network is bad. */
const badMs = Number(process.env.JOBTRAY_FAULT_SECONDS ?? 3) * 1_000;

/** Lines that one fault may write, gateway, engines and worker together, and what each second of it may add. */
const lines = { most: 40, perSecond: 10 };

const owner = { id: trayViewer.id, name: trayViewer.name };

/** What is in no line of the gateway's log. */
const marks = [...Object.values(trayViewer), 'Task job', 'work:'];

interface Rig {
	server: TestServer;
	/** Between the gateway and its engine. */
	proxy: TestProxy;
	/** What the gateway reads. */
	engine: Engine;
	tray: RunningTray;
	/** Errors that were told in the background. */
	errors: unknown[];
	/** Adds jobs; resolves once the store has them. */
	add(count: number): Promise<string[]>;
	/** Every job added so far was told as completed, once, and the client shows what the store has. */
	settled(): Promise<void>;
}

async function open(starting: Promise<TestServer>): Promise<Rig> {
	const server = await starting;
	closers.push(server.stop);
	const proxy = await startTcpProxy(server);
	closers.push(proxy.stop);
	const errors: unknown[] = [];
	const onError = (error: unknown) => void errors.push(error);
	const engine = await openEngine(server.url.replace(`:${server.port}`, `:${proxy.port}`), { onError });
	closers.push(engine.close);
	const direct = await openEngine(server.url, { onError });
	closers.push(direct.close);
	createWorker({
		engine: direct,
		queue: 'work',
		concurrency: 4,
		// Short, so that what a killed store forgot of them is noticed soon.
		lockMs: 2_000,
		stallCheckMs: 500,
		run: async (_, { progress }) => {
			progress(0.5);
			await pause(5);
		},
	});
	const tray = await runTray(engine.source({ queues: ['work'] }));
	closers.push(tray.close);
	const added: string[] = [];

	async function add(count: number): Promise<string[]> {
		// By ids of our own a second try adds nothing twice, whatever the first came to.
		const ids = Array.from({ length: count }, (_, at) => `job-${added.length + at}`);
		const jobs = ids.map((jobId) => ({
			name: 'task',
			data: describeJob({}, { name: `Task ${jobId}`, owner }),
			opts: { jobId },
		}));
		const keys = ids.map((id) => `work:${id}`);
		added.push(...keys);
		for (;;) {
			try {
				await direct.queue('work').addBulk(jobs);
				return keys;
			} catch {
				// The store is away; whoever adds jobs hears of it, and tries again.
				await pause(200);
			}
		}
	}

	async function settled(): Promise<void> {
		const expected = added.map((key) => `${key}#1 completed`).sort();
		await expect.poll(() => [...tray.ends].sort(), { timeout: 60_000 }).toEqual(expected);
		expect(tray.client.link.get()).toEqual({ status: 'live' });
		const { running, paused, queued } = tray.client.feed('mine').groups.get();
		expect([running, paused, queued]).toEqual([[], [], []]);
	}

	return { server, proxy, engine, tray, errors, add, settled };
}

const stores = [
	{ name: 'Redis', isMissing: isMissing('redis-server'), start: () => startRedis() },
	{ name: 'Postgres', isMissing: isMissing('postgres', 'initdb'), start: () => startPostgres() },
];

describe.each(stores)('on $name', ({ isMissing, start }) => {
	test.skipIf(isMissing).each(engineFaults)(
		'[SW11] [OB3] $name: every end is told once, the tray is right again, and the log is short and names nobody',
		async ({ begin, end }) => {
			const rig = await open(start());
			await rig.add(20);
			await rig.settled();
			const startedAt = performance.now();
			await begin(rig);
			// The store may be away: then they are in once it is back.
			const adding = rig.add(50);
			await pause(badMs);
			await end(rig);
			await adding;
			await rig.settled();
			// By their events again, without being broken once more.
			await rig.add(20);
			await rig.settled();
			const seconds = (performance.now() - startedAt) / 1_000;
			const written = rig.errors.length + rig.tray.logged.length;
			expect(written).toBeLessThan(lines.most + lines.perSecond * seconds);
			expect(marks.filter((mark) => rig.tray.logged.join().includes(mark))).toEqual([]);
			if (process.env.JOBTRAY_SHOW !== undefined) console.log(`${written} lines in ${seconds.toFixed(1)} s`);
		},
	);
});

test.skipIf(isMissing('redis-server'))(
	'[SW7] [BD5] Redis comes back empty: what waited is off the board within a sweep, and an old id is a new job',
	async () => {
		const { server, engine, tray } = await open(startRedis());
		const feed = tray.client.feed('mine');
		const addOne = (delay: number) =>
			engine.queue('work').add('task', describeJob({}, { name: 'One', owner }), { delay });
		expect((await addOne(3_600_000)).id).toBe('1');
		await expect.poll(() => feed.groups.get().queued, { timeout: 20_000 }).toEqual(['work:1']);
		await server.kill();
		rmSync(join(server.folder, 'appendonlydir'), { recursive: true });
		await server.restart();
		await expect.poll(() => feed.groups.get().queued, { timeout: 20_000 }).toEqual([]);
		expect((await addOne(0)).id).toBe('1');
		await expect.poll(() => tray.ends.at(-1), { timeout: 20_000 }).toBe('work:1#1 completed');
		expect(tray.ends).toHaveLength(1);
	},
);
