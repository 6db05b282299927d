import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeCursor, type Job, type Scope } from '../../protocol/index.ts';
import { createGatewayRig, type GatewayRig, type RigClient } from '../../testing/gateway-rig.ts';
import { decideResume } from './decide-resume.ts';

const owner = { id: 'ann', name: 'Ann' };
const ann = { id: 'ann', name: 'Ann', seesAll: true, controlsAll: true };

describe('how a client is brought up to date', () => {
	const board = { epoch: 'life1', rev: 50, horizon: 20 };

	test('[WR19] changes where the cursor is of this life and what left since is remembered', () => {
		for (const rev of [20, 35, 50]) {
			expect(decideResume(encodeCursor({ epoch: 'life1', rev }), board)).toEqual({ type: 'changes', since: rev });
		}
	});

	test('[WR20] a snapshot for every other cursor: another life, too old, ahead, or none at all', () => {
		const others = [
			'life0.30',
			'life0.90',
			'life1.19',
			'life1.51',
			undefined,
			7,
			'x'.repeat(1_000_000),
			"' or 1=1",
			'__proto__',
			'life1.-1',
			'life1.1e1',
			'',
		];
		for (const cursor of others) expect(decideResume(cursor, board)).toEqual({ type: 'snapshot' });
	});
});

async function openWatching(rig: GatewayRig, cursor?: string): Promise<RigClient> {
	const client = rig.connect(ann);
	client.send({ type: 'watch', scope: 'mine', cursor });
	await rig.run(50);
	return client;
}

describe('resuming', () => {
	test('[FD12] rows are whole for who comes back, also from a place in the middle of several frames', async () => {
		const rig = createGatewayRig();
		for (let index = 0; index < 600; index++) await rig.engine.add({ owner });
		await rig.run(50);
		const client = await openWatching(rig);
		const { cursor } = client.feeds.mine;
		client.drop();
		for (let index = 0; index < 600; index++) await rig.engine.start();
		await rig.run(50);
		for (let index = 1; index <= 600; index += 3) await rig.engine.progress(`work:${index}`, { progress: 0.5 });
		await rig.run(50);
		const again = rig.connect(ann);
		again.send({ type: 'watch', scope: 'mine', cursor });
		const [first] = again.of('changes');
		again.drop();
		expect(first?.cursor).not.toBe(cursor);
		const last = rig.connect(ann);
		last.feeds.mine = { ...client.feeds.mine, rows: new Map(client.feeds.mine.rows) };
		for (const job of first?.jobs ?? []) last.feeds.mine.rows.set(job.key, job);
		last.feeds.mine.cursor = first?.cursor;
		last.send({ type: 'watch', scope: 'mine', cursor: first?.cursor });
		await rig.run(50);
		const frames = last.of('changes');
		expect(frames.flatMap(({ moved }) => moved ?? [])).toEqual([]);
		const shown = [...last.feeds.mine.rows.values()];
		expect(shown).toHaveLength(600);
		expect(shown.every(({ status }) => status === 'running')).toBe(true);
		expect(shown.filter(({ progress }) => progress === 0.5)).toHaveLength(200);
	});

	test('[WR21] many changes to three jobs while away come as one frame of three rows', async () => {
		const rig = createGatewayRig();
		const keys = [await rig.engine.add({ owner }), await rig.engine.add({ owner }), await rig.engine.add({ owner })];
		await rig.run(50);
		const client = await openWatching(rig);
		const { cursor } = client.feeds.mine;
		client.drop();
		for (const _ of keys) await rig.engine.start();
		for (let index = 1; index <= 500; index++) {
			await rig.engine.progress(keys[index % 3] ?? '', { progress: index / 501 });
			await rig.run(0);
		}
		await rig.run(50);
		const again = rig.connect(ann);
		again.send({ type: 'watch', scope: 'mine', cursor });
		expect(again.of('snapshot')).toHaveLength(0);
		expect(again.of('changes').map(({ jobs }) => jobs.length)).toEqual([3]);
		expect(again.of('changes')[0]?.from).toBe(cursor);
	});

	test('[WR20] a cursor from before what is remembered gets a snapshot, and removed jobs vanish', async () => {
		const rig = createGatewayRig();
		const gone = await rig.engine.add({ owner });
		await rig.run(50);
		const client = await openWatching(rig);
		expect(client.feeds.mine.rows.has(gone)).toBe(true);
		client.drop();
		for (let index = 0; index < 1_100; index++) await rig.engine.add({ owner });
		await rig.run(100);
		for (let index = 1; index <= 1_101; index++) await rig.engine.remove(`work:${index}`);
		await rig.run(6_000);
		const again = rig.connect(ann);
		again.send({ type: 'watch', scope: 'mine', cursor: client.feeds.mine.cursor });
		expect(again.of('snapshot')).toMatchObject([{ jobs: [], last: true }]);
	});

	test('[WR22] a watch that falls between any two steps of a change misses nothing', async () => {
		for (let delay = 0; delay < 12; delay++) {
			const rig = createGatewayRig();
			const key = await rig.engine.add({ owner });
			await rig.run(50);
			await rig.engine.start();
			rig.clock.advance(delay);
			for (let turn = 0; turn < delay; turn++) await Promise.resolve();
			const client = rig.connect(ann);
			client.send({ type: 'watch', scope: 'mine' });
			await rig.run(200);
			expect(client.feeds.mine.rows.get(key)?.status).toBe('running');
		}
	});
});

/** What the server would show to a client that came just now. */
async function toTruth(rig: GatewayRig, scope: Scope): Promise<Map<string, Job>> {
	const fresh = rig.connect(ann);
	fresh.send({ type: 'watch', scope });
	await rig.run(100);
	fresh.drop();
	return fresh.feeds[scope].rows;
}

const ofEngine = [
	'add',
	'start',
	'progress',
	'complete',
	'fail',
	'remove',
	'retry',
	'pause',
	'mute',
	'unmute',
] as const;
const ofClient = ['reconnect', 'hide', 'show', 'clog', 'drain', 'wait'] as const;
const kinds = [...ofEngine, ...ofClient];

interface Step {
	do: (typeof kinds)[number];
	at: number;
}

describe('a client under random changes and breaks', () => {
	test('[WR23] shows at rest exactly what the server shows, whatever happened before', async () => {
		const step = fc.record({ do: fc.constantFrom(...kinds), at: fc.nat({ max: 30 }) });
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
				const rig = createGatewayRig({ finishedLimit: 3 });
				await rig.run(20);
				let client = rig.connect(ann);
				const watchBoth = (feeds?: RigClient['feeds']) => {
					for (const scope of ['mine', 'all'] as const) {
						client.send({ type: 'watch', scope, cursor: feeds?.[scope].cursor });
					}
				};
				const reconnect = () => {
					const { feeds } = client;
					client.drop();
					client = rig.connect(ann);
					Object.assign(client.feeds.mine, feeds.mine, { parts: null });
					Object.assign(client.feeds.all, feeds.all, { parts: null });
					watchBoth(feeds);
				};
				watchBoth();
				for (const each of steps) await take(each, { rig, client: () => client, reconnect });
				client.buffer(0);
				rig.engine.mute(false);
				await rig.run(12_000, 100);
				if (client.closeCode() !== null) reconnect();
				await rig.run(3_000, 100);
				for (const scope of ['mine', 'all'] as const) {
					expect(client.feeds[scope].hasGap).toBe(false);
					expect(sorted(client.feeds[scope].rows)).toEqual(sorted(await toTruth(rig, scope)));
				}
				await rig.close();
			}),
			{ numRuns: 60 },
		);
	}, 60_000);
});

function sorted(rows: ReadonlyMap<string, Job>): [string, Job][] {
	return [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
}

interface World {
	rig: GatewayRig;
	client: () => RigClient;
	reconnect: () => void;
}

async function take(step: Step, { rig, client, reconnect }: World): Promise<void> {
	const { engine } = rig;
	const key = `work:${(step.at % 8) + 1}`;
	const record = (await rig.source.read([key]))[0];
	const isRunning = record?.status === 'running';
	switch (step.do) {
		case 'add':
			await engine.add({ owner: step.at % 3 === 0 ? undefined : owner, pausable: true, lane: step.at % 2 });
			break;
		case 'start':
			// Nothing may be waiting; then nothing starts.
			await engine.start().catch(() => {});
			break;
		case 'progress':
			if (isRunning) await engine.progress(key, { progress: step.at / 30 });
			break;
		case 'complete':
			if (isRunning) await engine.complete(key);
			break;
		case 'fail':
			if (isRunning) await engine.fail(key, 'no');
			break;
		case 'remove':
			await engine.remove(key);
			break;
		case 'retry':
		case 'pause':
			await rig.source.command({ key }, step.do);
			break;
		case 'mute':
		case 'unmute':
			engine.mute(step.do === 'mute');
			break;
		case 'hide':
		case 'show':
			client().send({ type: 'visibility', hidden: step.do === 'hide' });
			break;
		case 'clog':
		case 'drain':
			client().buffer(step.do === 'clog' ? 80_000 : 0);
			break;
		case 'reconnect':
			reconnect();
			break;
		case 'wait':
			await rig.run(step.at * 20);
	}
}
