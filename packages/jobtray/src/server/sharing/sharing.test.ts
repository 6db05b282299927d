import { afterEach, describe, expect, test } from 'vitest';
import type { Job } from '../../protocol/index.ts';
import { createSharedRig, type RigGateway, type SharedRig, type SharedRigOptions } from '../../testing/shared-rig.ts';
import type { ServedBoard } from '../served-board.ts';

const ann = { id: 'ann', name: 'Ann' };
const bob = { id: 'bob', name: 'Bob' };
const lea = { id: 'lea', name: 'Lea', seesAll: true };

let rig: SharedRig;

async function start(gateways: number, options?: SharedRigOptions): Promise<RigGateway[]> {
	rig = createSharedRig(options);
	const opened = Array.from({ length: gateways }, () => rig.open());
	await rig.run(1_000);
	return opened;
}

afterEach(() => rig.close());

function keeperOf(gateways: readonly RigGateway[], queue = 'work'): RigGateway {
	const found = gateways.find(({ name }) => name === rig.leases.holderOf(queue));
	if (found === undefined) throw new Error(`Nobody keeps ${queue}.`);
	return found;
}

function others(gateways: readonly RigGateway[]): RigGateway[] {
	return gateways.filter((gateway) => gateway !== keeperOf(gateways));
}

/** Two gateways, and a job of Ann's that she looks at on the one which does not keep it. */
async function startFollowed() {
	const [follower] = others(await start(2));
	if (follower === undefined) throw new Error('Both gateways keep the queue.');
	const watchMine = (cursor?: string) => {
		const client = follower.connect(ann);
		client.send({ type: 'watch', scope: 'mine', cursor });
		return client;
	};
	const key = await rig.engine.add({ owner: ann });
	const first = watchMine();
	await rig.run(500);
	return { follower, key, first, watchMine };
}

/** What a board shows of a feed, by key. */
function shown(board: ServedBoard, owner: string): Record<string, Job['status']> {
	return Object.fromEntries([...board.feedOf(owner).rows].map(([key, { row }]) => [key, row.job.status]));
}

describe('who reads', () => {
	test('[SH1] one gateway reads a queue, and all show its jobs', async () => {
		const gateways = await start(3);
		const clients = gateways.map((gateway) => gateway.connect(ann));
		for (const client of clients) client.send({ type: 'watch', scope: 'mine' });
		const key = await rig.engine.add({ owner: ann });
		await rig.run(500);
		for (const { feeds } of clients) expect([...feeds.mine.rows.keys()]).toEqual([key]);
		const before = rig.engine.asked.list;
		await rig.run(10_000);
		expect(rig.engine.asked.list - before).toBeLessThanOrEqual(2);
	});

	test('[SH2] queues are kept by different gateways, and a feed is of all of them', async () => {
		const gateways = await start(2, { queues: ['work', 'other'] });
		rig.engine.put({ key: 'other:1', queue: 'other', owner: ann });
		const key = await rig.engine.add({ owner: ann });
		const client = gateways[1]?.connect(ann);
		client?.send({ type: 'watch', scope: 'mine' });
		await rig.run(500);
		expect([...(client?.feeds.mine.rows.keys() ?? [])].sort()).toEqual(['other:1', key]);
	});

	test('[SH3] a gateway is told of the owners that its viewers look at, and of no others', async () => {
		const gateways = await start(2);
		const [other] = others(gateways);
		await rig.engine.add({ owner: ann });
		await rig.engine.add({ owner: bob });
		const client = other?.connect(ann);
		client?.send({ type: 'watch', scope: 'mine' });
		await rig.run(500);
		expect([...(other?.board.entries.values() ?? [])].map(({ row }) => row.job.owner?.id)).toEqual(['ann']);
		const all = other?.connect(lea);
		all?.send({ type: 'watch', scope: 'all' });
		await rig.run(500);
		expect(all?.feeds.all.rows.size).toBe(2);
	});

	test('[SH4] a feed that has not come yet is not an empty one', async () => {
		const gateways = await start(2);
		const [other] = others(gateways);
		await rig.engine.add({ owner: ann });
		rig.bus.setFate(() => []);
		const client = other?.connect(ann);
		client?.send({ type: 'watch', scope: 'mine' });
		await rig.run(1_000);
		expect(client?.of('snapshot')).toEqual([]);
		rig.bus.setFate(null);
		await rig.run(5_000);
		expect(client?.of('snapshot').map(({ jobs }) => jobs.length)).toEqual([1]);
	});

	test('[SH5] what nobody has looked at for a while is let go of, and comes back whole', async () => {
		const { follower, key, first, watchMine } = await startFollowed();
		first.drop();
		await rig.run(20_000);
		expect(follower.board.entries.size).toBe(1);
		await rig.run(15_000, 100);
		expect(follower.board.entries.size).toBe(0);
		const sent = rig.bus.sent();
		await rig.engine.start();
		await rig.run(200);
		expect(rig.bus.sent()).toBe(sent);
		const second = watchMine();
		await rig.run(500);
		expect(second.feeds.mine.rows.get(key)?.status).toBe('running');
	});

	test('[SH19] who comes to see their own jobs takes no change of them from those who watch all', async () => {
		const gateways = await start(2);
		const [other] = others(gateways);
		const own = await rig.engine.add({ owner: ann });
		const foreign = await rig.engine.add({ owner: bob });
		await rig.engine.start();
		await rig.engine.start();
		const all = other?.connect(lea);
		all?.send({ type: 'watch', scope: 'all' });
		await rig.run(1_000);
		const mine = other?.connect(ann);
		mine?.send({ type: 'watch', scope: 'mine' });
		await rig.run(1_000);
		for (const key of [foreign, own]) {
			await rig.engine.progress(key, { progress: 0.5 });
			await rig.run(1_000);
			expect(all?.feeds.all.rows.get(key)).toMatchObject({ progress: 0.5, rev: other?.board.all.rows.get(key)?.rev });
		}
		expect(all?.feeds.all.hasGap).toBe(false);
		expect(mine?.feeds.mine.rows.get(own)?.progress).toBe(0.5);
	});

	test('[SH5] [WR20] who comes back to a feed that was let go of is sent it whole, and what is gone is gone', async () => {
		const { key, first, watchMine } = await startFollowed();
		const { cursor } = first.feeds.mine;
		expect(first.feeds.mine.rows.size).toBe(1);
		first.drop();
		await rig.run(35_000, 100);
		await rig.engine.remove(key);
		await rig.run(6_000, 20);
		const second = watchMine(cursor);
		await rig.run(500);
		expect(second.of('snapshot').map(({ jobs }) => jobs)).toEqual([[]]);
	});

	test('[SH6] with one gateway nothing but beats crosses the bus', async () => {
		const [only] = await start(1);
		const client = only?.connect(ann);
		client?.send({ type: 'watch', scope: 'mine' });
		const sent = rig.bus.sent();
		for (let job = 0; job < 20; job++) await rig.engine.add({ owner: ann });
		await rig.run(1_000);
		expect(client?.feeds.mine.rows.size).toBe(20);
		expect(rig.bus.sent()).toBe(sent);
	});

	test('[SH7] figures, places and estimates are as the keeper has them; batches span queues', async () => {
		const gateways = await start(2, { queues: ['work', 'other'] });
		const clients = gateways.map((gateway) => gateway.connect(ann));
		for (const client of clients) client.send({ type: 'watch', scope: 'mine' });
		await rig.engine.add({ owner: ann });
		await rig.engine.add({ owner: ann });
		const running = await rig.engine.start();
		rig.engine.put({ key: 'other:1', queue: 'other', owner: ann, status: 'running', startedAt: rig.clock.now() });
		await rig.run(1_000);
		await rig.engine.progress(running, { progress: 0.5 });
		await rig.run(3_000);
		const [one, two] = clients.map(({ feeds }) => feeds.mine);
		expect(one?.rows.size).toBe(3);
		const facts = (feed: typeof one) => [...(feed?.rows.values() ?? [])].map(({ rev: _, ...job }) => job).sort(byKey);
		expect(facts(two)).toEqual(facts(one));
		const told = clients.map((client) => client.of('changes').findLast(({ batch }) => batch !== undefined)?.batch);
		// When a gateway saw the batch begin is its own.
		expect(told.map((batch) => ({ ...batch, since: 0 }))).toEqual(
			told.map(() => ({ since: 0, jobs: 3, ended: 0, progress: told[0]?.progress })),
		);
		const figures = gateways.map(({ board }) => JSON.parse(board.line('work').text()));
		expect(figures[1]).toEqual(figures[0]);
		expect(figures[0]).toMatchObject({ running: 1, lanes: [{ waiting: [[0, 1]] }] });
	});
});

function byKey(a: { key: string }, b: { key: string }): number {
	return a.key < b.key ? -1 : 1;
}

describe('commands', () => {
	test('[SH8] a wish shows at once where it was made, and soon everywhere', async () => {
		const gateways = await start(3);
		const clients = gateways.map((gateway) => gateway.connect(ann));
		for (const client of clients) client.send({ type: 'watch', scope: 'mine' });
		const key = await rig.engine.add({ owner: ann, pausable: true });
		await rig.engine.start();
		await rig.run(500);
		const [other] = others(gateways);
		await rig.engine.openSource().command({ key }, 'pause');
		other?.board.accepted([key], { action: 'pause' });
		expect(other?.board.entries.get(key)?.row.job.wanted).toBe('paused');
		await rig.run(300);
		for (const { feeds } of clients) expect(feeds.mine.rows.get(key)?.wanted).toBe('paused');
	});

	test('[SH9] a wish that the engine lost is taken back', async () => {
		const gateways = await start(2);
		const [other] = others(gateways);
		const client = other?.connect(ann);
		client?.send({ type: 'watch', scope: 'mine' });
		const key = await rig.engine.add({ owner: ann, pausable: true });
		await rig.engine.start();
		await rig.run(500);
		other?.board.accepted([key], { action: 'pause' });
		await rig.engine.progress(key, { progress: 0.3 });
		await rig.run(500);
		expect(client?.feeds.mine.rows.get(key)).toMatchObject({ wanted: 'paused', progress: 0.3 });
		await rig.run(4_500);
		expect(client?.feeds.mine.rows.get(key)?.wanted).toBeUndefined();
	});
});

describe('takeover', () => {
	async function watched(gateways: readonly RigGateway[]) {
		const clients = gateways.map((gateway) => gateway.connect(ann));
		for (const client of clients) client.send({ type: 'watch', scope: 'mine' });
		const keys = [await rig.engine.add({ owner: ann }), await rig.engine.add({ owner: ann })];
		await rig.engine.start();
		await rig.run(500);
		return { clients, keys, key: keys[0] ?? '' };
	}

	test('[SH10] when the keeper dies another has its part within five seconds, and no end is missed or told twice', async () => {
		const gateways = await start(3);
		const dead = keeperOf(gateways);
		const { key } = await watched(gateways);
		const left = gateways.filter((gateway) => gateway !== dead);
		const ends: string[] = [];
		for (const { board } of left)
			board.feedOf('ann').subscribe({ changed: (which, news) => news === 'ended' && ends.push(which) });
		dead.kill();
		await rig.engine.complete(key);
		await rig.run(5_000);
		for (const { board } of left) {
			expect(shown(board, 'ann')[key]).toBe('completed');
			expect(board.health()).toMatchObject({ reachable: true, queues: { nobody: 0 } });
		}
		await rig.run(10_000);
		expect(ends).toEqual([key, key]);
	});

	test('[SH10] what left the engine while nobody looked is gone, and an old end that came back is no end', async () => {
		const gateways = await start(2, { queues: ['work', 'other'], finishedLimit: 2 });
		const dead = keeperOf(gateways);
		const [left] = others(gateways);
		const { keys } = await watched(gateways);
		for (const key of keys) await rig.engine.complete(key);
		for (const number of [1, 2, 3]) {
			const key = `other:${number}`;
			rig.engine.put({ key, queue: 'other', owner: ann, status: 'completed', finishedAt: rig.clock.now() - 1_000 });
		}
		const gone = await rig.engine.add({ owner: ann });
		await rig.run(500);
		const feed = left?.board.feedOf('ann');
		expect([...(feed?.rows.keys() ?? [])].sort()).toEqual([...keys, gone].sort());
		const ends: string[] = [];
		feed?.subscribe({ changed: (key, news) => news === 'ended' && ends.push(key) });
		dead.kill();
		await rig.engine.remove(gone);
		await rig.run(6_000);
		expect([...(feed?.rows.keys() ?? [])].sort()).toEqual([...keys].sort());
		expect(ends).toEqual([]);
	});

	test('[SH11] while nobody keeps a queue its rows stay, and the health says so', async () => {
		const gateways = await start(2);
		const dead = keeperOf(gateways);
		const { key } = await watched(gateways);
		const [left] = others(gateways);
		rig.leases.breakDown(true);
		dead.kill();
		await rig.run(10_000);
		expect(Object.keys(shown(left?.board ?? dead.board, 'ann'))).toContain(key);
		expect(left?.board.health()).toMatchObject({ reachable: false, queues: { here: 0, elsewhere: 0, nobody: 1 } });
		rig.leases.breakDown(false);
		await rig.run(3_000);
		expect(left?.board.health()).toMatchObject({ reachable: true, queues: { here: 1, elsewhere: 0, nobody: 0 } });
	});

	test('[SH12] a keeper that stood still tells nothing once its lease may be another’s', async () => {
		const gateways = await start(2);
		const frozen = keeperOf(gateways);
		const { key, clients } = await watched(gateways);
		const [left] = others(gateways);
		await rig.engine.progress(key, { progress: 0.2 });
		frozen.freeze(true);
		await rig.run(100);
		await rig.engine.complete(key);
		await rig.run(6_000);
		const after = clients[gateways.indexOf(left ?? frozen)];
		expect(after?.feeds.mine.rows.get(key)?.status).toBe('completed');
		frozen.freeze(false);
		await rig.run(5_000);
		for (const { feeds } of clients) expect(feeds.mine.rows.get(key)?.status).toBe('completed');
		expect(keeperOf(gateways)).toBe(left);
		expect(frozen.logged.map(({ event }) => event)).toContain('queue-lost');
	});

	test('[SH13] what comes in an older term is not heard', async () => {
		const gateways = await start(2);
		const old = keeperOf(gateways);
		const { key, clients } = await watched(gateways);
		const [next] = others(gateways);
		// The old keeper's rows take longer than its part lasts.
		rig.bus.setFate((topic) => (topic === `to.${next?.name}` ? [7_000] : [1]));
		await rig.engine.progress(key, { progress: 0.2 });
		await rig.run(100);
		rig.bus.setFate(null);
		rig.leases.hang(true);
		await rig.run(3_000);
		await rig.engine.complete(key);
		old.kill();
		rig.leases.hang(false);
		await rig.run(10_000);
		expect(clients[gateways.indexOf(next ?? old)]?.feeds.mine.rows.get(key)?.status).toBe('completed');
	});

	test('[SH14] a gateway that closes hands its part on at once', async () => {
		const gateways = await start(2);
		const old = keeperOf(gateways);
		const { key, clients } = await watched(gateways);
		const [next] = others(gateways);
		await old.close();
		await rig.engine.complete(key);
		await rig.run(700);
		expect(clients[gateways.indexOf(next ?? old)]?.feeds.mine.rows.get(key)?.status).toBe('completed');
	});
});

describe('the bus', () => {
	test.each([
		['lost', () => (Math.floor(rig.clock.now() / 10) % 2 === 0 ? [] : [1])],
		['doubled', () => [1, 5]],
		['late', () => [Math.floor(rig.clock.now() / 10) % 3 === 0 ? 400 : 1]],
	])('[SH15] messages that are %s are repaired within one beat', async (_what, fate) => {
		const gateways = await start(2);
		const [other] = others(gateways);
		const client = other?.connect(ann);
		client?.send({ type: 'watch', scope: 'mine' });
		await rig.run(500);
		rig.bus.setFate(fate);
		const keys: string[] = [];
		for (let job = 0; job < 10; job++) {
			keys.push(await rig.engine.add({ owner: ann }));
			await rig.engine.start();
			await rig.run(70);
			if (job % 2 === 0) await rig.engine.complete(keys.at(-1) ?? '');
		}
		rig.bus.setFate(null);
		await rig.run(3_000);
		const expected = keys.map((key, index) => [key, index % 2 === 0 ? 'completed' : 'running']);
		expect(keys.map((key) => [key, client?.feeds.mine.rows.get(key)?.status])).toEqual(expected);
	});

	test('[SH16] a gateway that does not keep up is told the newest, once, when it can be', async () => {
		const gateways = await start(2);
		const [other] = others(gateways);
		const client = other?.connect(ann);
		client?.send({ type: 'watch', scope: 'mine' });
		const key = await rig.engine.add({ owner: ann });
		await rig.engine.start();
		await rig.run(500);
		other?.freeze(true);
		const sent = rig.bus.sent();
		for (let step = 1; step <= 600; step++) {
			await rig.engine.progress(key, { progress: step / 1_000 });
			await rig.run(10);
		}
		// Six seconds of a message every 50 ms would be 120, and its beats.
		expect(rig.bus.sent() - sent).toBeLessThan(115);
		other?.freeze(false);
		await rig.run(5_000);
		expect(client?.feeds.mine.rows.get(key)?.progress).toBe(0.6);
	});

	test('[SH17] a large feed comes in parts that no message is too large for', async () => {
		const gateways = await start(2);
		const [other] = others(gateways);
		const name = '“'.repeat(300);
		for (let job = 0; job < 1_000; job++) await rig.engine.add({ owner: ann, name });
		await rig.run(500);
		const client = other?.connect(ann);
		client?.send({ type: 'watch', scope: 'mine' });
		await rig.run(2_000);
		expect(client?.feeds.mine.rows.size).toBe(1_000);
	});
});

test('[SH18] after close no timer is left', async () => {
	const gateways = await start(2);
	const client = gateways[1]?.connect(ann);
	client?.send({ type: 'watch', scope: 'mine' });
	await rig.engine.add({ owner: ann });
	await rig.run(500);
	client?.drop();
	await rig.close();
	// The goodbye is on its way.
	await rig.run(10);
	expect(rig.clock.pending()).toBe(0);
	expect(rig.leases.holderOf('work')).toBeNull();
});
