import { describe, expect, test } from 'vitest';
import { createGatewayRig, type GatewayRig } from '../testing/gateway-rig.ts';
import type { JobRecord } from './source.ts';

const owner = { id: 'ann', name: 'Ann' };
const ann = { id: 'ann', name: 'Ann' };

async function openLoaded(rig = createGatewayRig()): Promise<GatewayRig> {
	await rig.run(50);
	expect(rig.board.isLoaded()).toBe(true);
	return rig;
}

const statusOf = (rig: GatewayRig, key: string) => rig.board.entries.get(key)?.row.job.status;

describe('loading', () => {
	test('[SW1] the first listing brings all unfinished jobs and the finished ones of late, and learns how long kinds take', async () => {
		const rig = createGatewayRig();
		const done = await rig.engine.add({ owner });
		await rig.engine.start();
		await rig.run(30_000, 100);
		await rig.engine.complete(done);
		const waiting = await rig.engine.add({ owner });
		await openLoaded(rig);
		expect(statusOf(rig, done)).toBe('completed');
		expect(rig.board.entries.get(waiting)?.row.job).toMatchObject({ status: 'queued', expectedMs: 30_000 });
		await rig.keeper.ready;
	});

	test('[SW2] an engine that is away at first is tried again with growing patience, and told once', async () => {
		const rig = createGatewayRig();
		await rig.engine.add({ owner });
		await rig.run(0);
		rig.engine.breakDown(true);
		await rig.run(20_000, 50);
		expect(rig.engine.asked.list).toBeLessThan(8);
		expect(rig.logged.filter(({ level }) => level === 'warn')).toHaveLength(1);
		expect(rig.keeper.health().reachable).toBe(false);
		rig.engine.breakDown(false);
		await rig.run(11_000, 50);
		expect(rig.board.isLoaded()).toBe(true);
		expect(rig.keeper.health().reachable).toBe(true);
	});

	test('[SW2] a source that cannot be started at all rejects `ready`, and nothing throws', async () => {
		const rig = createGatewayRig();
		rig.engine.breakDown(true);
		const broken = createGatewayRig({ engine: rig.engine, clock: rig.clock });
		await expect(broken.keeper.ready).rejects.toThrow('broken down');
		expect(broken.logged.map(({ event }) => event)).toContain('source-unusable');
	});
});

describe('hints', () => {
	test('[SW14] what is told of held jobs shows without reading them, and the sweep mends what was told wrong', async () => {
		const rig = await openLoaded();
		const keys = [await rig.engine.add({ owner }), await rig.engine.add({ owner })];
		await rig.run(10);
		const before = rig.engine.asked.read;
		rig.engine.hint({ type: 'asked', keys, action: 'cancel', undoUntil: 9_000_000 });
		const untilOf = (key: string) => rig.board.entries.get(key)?.row.job.undoUntil;
		expect([keys.map(untilOf), rig.engine.asked.read]).toEqual([[9_000_000, 9_000_000], before]);
		rig.engine.hint({ type: 'asked', keys: keys.slice(1), action: 'undo' });
		expect(keys.map(untilOf)).toEqual([9_000_000, undefined]);
		await rig.run(6_000, 50);
		expect(keys.map(untilOf)).toEqual([undefined, undefined]);
	});

	test('[SW14] a job that is told to be held and does not wait here is read', async () => {
		const rig = await openLoaded();
		const key = await rig.engine.add({ owner });
		await rig.engine.start();
		await rig.run(10);
		const before = rig.engine.asked.keys;
		rig.engine.hint({ type: 'asked', keys: [key, 'work:99'], action: 'cancel', undoUntil: 9_000_000 });
		await rig.run(10);
		expect(rig.engine.asked.keys).toBe(before + 2);
		const { status, wanted } = rig.board.entries.get(key)?.row.job ?? {};
		expect([status, wanted]).toEqual(['running', undefined]);
	});

	test('[SW15] ten thousand held jobs are not read at each sweep', async () => {
		const rig = await openLoaded();
		const keys: string[] = [];
		for (let each = 0; each < 300; each++) keys.push(await rig.engine.add({ owner }));
		await rig.run(100);
		const before = rig.engine.asked.keys;
		rig.engine.mute(true);
		const outcomes = await rig.source.commandAll(
			keys.map((key) => ({ key })),
			'cancel',
		);
		const [first] = outcomes.values();
		const undoUntil = first?.type === 'accepted' ? first.undoUntil : undefined;
		rig.engine.hint({ type: 'asked', keys, action: 'cancel', undoUntil });
		await rig.run(4_900, 100);
		expect(rig.engine.asked.keys).toBe(before);
	});

	test('[SW3] hints of a few milliseconds are one reading, and a job hinted at while it is read is read again', async () => {
		const rig = await openLoaded();
		const before = rig.engine.asked.read;
		const keys = [await rig.engine.add({ owner }), await rig.engine.add({ owner })];
		await rig.run(10);
		expect(rig.engine.asked.read).toBe(before + 1);
		rig.engine.beforeAnswer(async () => {
			rig.engine.beforeAnswer(null);
			await rig.engine.start();
		});
		rig.engine.hint({ type: 'changed', keys });
		await rig.run(20);
		expect(statusOf(rig, keys[0] ?? '')).toBe('running');
	});

	test('[SW4] progress is shown without reading the job', async () => {
		const rig = await openLoaded();
		const key = await rig.engine.add({ owner });
		await rig.engine.start();
		await rig.run(20);
		const before = rig.engine.asked.read;
		await rig.engine.progress(key, { progress: 0.5, step: 'Half' });
		expect(rig.board.entries.get(key)?.row.job).toMatchObject({ progress: 0.5, step: 'Half' });
		await rig.run(50);
		expect(rig.engine.asked.read).toBe(before);
	});

	test('[SW4] progress of a job that is not known to run leads to a reading, and after the end to nothing', async () => {
		const rig = await openLoaded();
		rig.engine.mute(true);
		const key = await rig.engine.add({ owner });
		await rig.engine.start();
		rig.engine.mute(false);
		await rig.engine.progress(key, { progress: 0.5 });
		await rig.run(20);
		expect(rig.board.entries.get(key)?.row.job).toMatchObject({ status: 'running', progress: 0.5 });
		await rig.engine.complete(key);
		await rig.run(20);
		const { rev } = rig.board.cursor();
		await rig.engine.progress(key, { progress: 0.6 });
		await rig.run(50);
		expect(rig.board.cursor().rev).toBe(rev);
		expect(rig.ignored).toEqual(['progress']);
	});

	test('[SW5] a job that is gone before it could be read ended as was heard; an unknown one is counted and costs nothing', async () => {
		const rig = await openLoaded();
		const key = await rig.engine.add({ owner });
		await rig.engine.start();
		await rig.run(20);
		rig.engine.removeEnded(true);
		await rig.engine.complete(key, { href: '/library/7' });
		rig.engine.hint({ type: 'ended', key: 'work:99', status: 'failed', at: 1 });
		await rig.run(20);
		expect(rig.board.entries.get(key)?.row.job).toMatchObject({ status: 'completed', result: { href: '/library/7' } });
		expect(rig.ignored).toEqual(['ends']);
	});

	test('[SW5] a job that is taken out at its end stays listed over sweeps, and how long it took is known', async () => {
		const rig = await openLoaded();
		rig.engine.removeEnded(true);
		const key = await rig.engine.add({ owner });
		await rig.engine.start();
		await rig.run(4_000);
		await rig.engine.complete(key);
		await rig.run(20_000);
		expect(rig.board.entries.get(key)?.row.job.status).toBe('completed');
		const next = await rig.engine.add({ owner });
		await rig.run(20);
		expect(rig.board.entries.get(next)?.row.job.expectedMs).toBe(4_000);
	});

	test('[SW5] the same end heard three times is one end', async () => {
		const rig = await openLoaded();
		const client = rig.connect(ann);
		client.send({ type: 'watch', scope: 'mine' });
		const key = await rig.engine.add({ owner });
		await rig.engine.start();
		await rig.engine.complete(key);
		await rig.run(200);
		for (let time = 0; time < 2; time++) {
			rig.engine.hint({ type: 'ended', key, status: 'completed', at: rig.clock.now() });
			await rig.run(200);
		}
		const ends = client.of('changes').flatMap(({ jobs }) => jobs.filter(({ status }) => status === 'completed'));
		expect(ends).toHaveLength(1);
	});

	test('[SW6] nothing that an engine sends ends the loop', async () => {
		const rig = await openLoaded();
		const key = await rig.engine.add({ owner });
		await rig.engine.start();
		await rig.run(20);
		const odd: unknown[] = ['half', {}, [], Number.NaN, -1, 'x'.repeat(5_000_000), true];
		for (const progress of odd)
			rig.engine.hint(Object.assign({ type: 'progressed' as const, key, at: 0 }, { progress: progress as number }));
		rig.engine.put(Object.assign({ key: 'odd' }, { status: 'sleeping' as JobRecord['status'] }));
		await rig.engine.progress(key, { progress: 0.9 });
		await rig.run(50);
		expect(rig.board.entries.get(key)?.row.job.progress).toBe(0.9);
		expect(rig.ignored).toContain('records');
	});
});

describe('sweep', () => {
	test('[SW7] finds within one sweep what no hint told: new, started, ended and removed jobs', async () => {
		const rig = await openLoaded();
		const removed = await rig.engine.add({ owner });
		await rig.run(20);
		rig.engine.mute(true);
		const ended = await rig.engine.add({ owner });
		const running = await rig.engine.add({ owner });
		await rig.engine.remove(removed);
		await rig.engine.start();
		await rig.engine.start();
		await rig.engine.fail(ended, 'no');
		await rig.run(5_100);
		expect([removed, ended, running].map((key) => statusOf(rig, key))).toEqual([undefined, 'failed', 'running']);
	});

	test('[SW7] [BD5] finds within one sweep that an id was given to another job, where no hint told', async () => {
		const rig = await openLoaded();
		const key = await rig.engine.add({ owner });
		await rig.run(20);
		rig.engine.mute(true);
		await rig.engine.remove(key);
		rig.engine.put({ key, owner: { id: 'bob', name: 'Bob' }, createdAt: rig.clock.now() });
		await rig.run(5_100);
		expect(rig.board.entries.get(key)?.row.job).toMatchObject({ status: 'queued', owner: { id: 'bob' } });
		expect([...(rig.board.knownFeedOf(owner.id)?.rows.keys() ?? [])]).toEqual([]);
	});

	test('[SW7] finds within one sweep what was asked through another gateway and withdrawn there, where no hint told', async () => {
		const rig = await openLoaded();
		const other = rig.engine.openSource();
		const key = await rig.engine.add({ owner, pausable: true });
		await rig.engine.start();
		await rig.run(10);
		const wantedNow = () => rig.board.entries.get(key)?.row.job.wanted;
		rig.engine.mute(true);
		for (const [action, wanted] of [
			['pause', 'paused'],
			['resume', undefined],
			['cancel', 'cancelled'],
		] as const) {
			await other.command({ key }, action);
			await rig.run(5_100, 100);
			expect([action, wantedNow()]).toEqual([action, wanted]);
		}
		const waiting = await rig.engine.add({ owner });
		await rig.run(5_100, 100);
		await other.command({ key: waiting }, 'cancel');
		const before = rig.engine.asked.keys;
		await rig.run(4_900, 100);
		await rig.run(4_900, 100);
		expect(rig.engine.asked.keys - before).toBeLessThanOrEqual(2);
	});

	test('[SW8] a gap sweeps at once', async () => {
		const rig = await openLoaded();
		rig.engine.mute(true);
		const key = await rig.engine.add({ owner });
		rig.engine.hint({ type: 'gap' });
		await rig.run(20);
		expect(statusOf(rig, key)).toBe('queued');
	});

	test('[SW9] what changed since a listing began is left to the next', async () => {
		const rig = await openLoaded();
		let key = '';
		rig.engine.beforeAnswer(async () => {
			rig.engine.beforeAnswer(null);
			key = await rig.engine.add({ owner });
		});
		rig.engine.hint({ type: 'gap' });
		await rig.run(100);
		expect(statusOf(rig, key)).toBe('queued');
	});

	test('[SW10] a proven board is not read again', async () => {
		const rig = await openLoaded(createGatewayRig({ finishedLimit: 1 }));
		for (let index = 0; index < 3; index++) {
			const key = await rig.engine.add({ owner });
			await rig.engine.start();
			await rig.engine.complete(key);
			await rig.run(20);
		}
		const { keys, list } = { ...rig.engine.asked };
		await rig.run(20_000, 50);
		expect(rig.engine.asked.keys).toBe(keys);
		expect(rig.engine.asked.list).toBe(list + 4);
	});

	test('[SW11] while the engine is away the board is served, and afterwards no end is lost', async () => {
		const rig = await openLoaded();
		const client = rig.connect(ann);
		client.send({ type: 'watch', scope: 'mine' });
		const key = await rig.engine.add({ owner });
		await rig.engine.start();
		await rig.run(200);
		rig.engine.breakDown(true);
		rig.engine.mute(true);
		await rig.engine.complete(key);
		await rig.run(60_000, 50);
		expect(client.feeds.mine.rows.get(key)?.status).toBe('running');
		rig.engine.breakDown(false);
		await rig.run(11_000, 50);
		expect(client.feeds.mine.rows.get(key)?.status).toBe('completed');
	});

	test('[SW11] an engine that never answers counts as away', async () => {
		const rig = await openLoaded();
		rig.engine.beforeAnswer(() => new Promise(() => {}));
		await rig.run(36_000, 100);
		expect(rig.keeper.health().reachable).toBe(false);
		rig.engine.beforeAnswer(null);
		await rig.run(11_000, 50);
		expect(rig.keeper.health().reachable).toBe(true);
	});

	test('[SW12] nothing is left after close', async () => {
		const rig = await openLoaded();
		const client = rig.connect(ann);
		client.send({ type: 'watch', scope: 'mine' });
		await rig.engine.add({ owner });
		await rig.run(100);
		await rig.close();
		client.drop();
		await rig.run(100);
		expect(rig.clock.pending()).toBe(0);
	});

	test('[SW13] two gateways on one engine show the same', async () => {
		const rig = await openLoaded();
		const other = await openLoaded(createGatewayRig({ engine: rig.engine, clock: rig.clock, epoch: 'life2' }));
		const keys = [await rig.engine.add({ owner }), await rig.engine.add({ owner })];
		await rig.engine.start();
		await rig.engine.complete(keys[0] ?? '');
		await rig.run(100);
		for (const { board } of [rig, other]) {
			expect(keys.map((key) => board.entries.get(key)?.row.job.status)).toEqual(['completed', 'queued']);
		}
	});
});
