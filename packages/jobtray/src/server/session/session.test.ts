import { describe, expect, test } from 'vitest';
import { closeCodes, limits } from '../../protocol/index.ts';
import { createGatewayRig, type GatewayRig, type RigClient, type RigOptions } from '../../testing/gateway-rig.ts';
import type { Authorise } from '../viewer.ts';

const owner = { id: 'ann', name: 'Ann' };
const ann = { id: 'ann', name: 'Ann' };
const lead = { id: 'lea', name: 'Lea', seesAll: true };
const boss = { id: 'boss', name: 'Boss', seesAll: true, controlsAll: true };

async function openRig(options?: RigOptions): Promise<GatewayRig> {
	const rig = createGatewayRig(options);
	await rig.run(50);
	return rig;
}

async function openWatching(options?: RigOptions): Promise<{ rig: GatewayRig; client: RigClient }> {
	const rig = await openRig(options);
	const client = rig.connect(ann);
	client.send({ type: 'watch', scope: 'mine' });
	await rig.run(0);
	return { rig, client };
}

async function addRunning(rig: GatewayRig): Promise<string> {
	const key = await rig.engine.add({ owner, pausable: true });
	await rig.engine.start();
	await rig.run(200);
	return key;
}

/** Lets a job get on a little every 10 ms. */
async function moveFor(rig: GatewayRig, key: string, ms: number): Promise<void> {
	for (let index = 0; index < ms / 10; index++) {
		await rig.engine.progress(key, { progress: (rig.clock.now() % 10_000) / 10_000 });
		await rig.run(10);
	}
}

describe('greeting and watching', () => {
	test('[WR1] welcome comes first and tells who one is and what one may watch', async () => {
		const rig = await openRig();
		expect(rig.connect(ann).received).toEqual([
			{ type: 'welcome', now: rig.clock.now(), viewer: { id: 'ann', name: 'Ann', scopes: ['mine'] } },
		]);
		expect(rig.connect(lead).of('welcome')[0]?.viewer.scopes).toEqual(['mine', 'all']);
	});

	test('[WR2] a scope that is not allowed is refused, and the connection goes on', async () => {
		const { rig, client } = await openWatching();
		client.send({ type: 'watch', scope: 'all' });
		expect(client.of('refused')).toMatchObject([{ code: 'scope-forbidden', scope: 'all' }]);
		const key = await rig.engine.add({ owner });
		await rig.run(200);
		expect(client.feeds.mine.rows.has(key)).toBe(true);
	});

	test('[WR3] who asks before the board is loaded waits for it, and is not told that there is nothing', async () => {
		const rig = createGatewayRig();
		const key = await rig.engine.add({ owner });
		const client = rig.connect(ann);
		client.send({ type: 'watch', scope: 'mine' });
		expect(client.received.map(({ type }) => type)).toEqual(['welcome']);
		await rig.run(50);
		expect([...client.feeds.mine.rows.keys()]).toEqual([key]);
	});

	test('[WR4] nobody is sent a job of another without the right to see all', async () => {
		const { rig, client } = await openWatching();
		const all = rig.connect(lead);
		all.send({ type: 'watch', scope: 'all' });
		const foreign = await rig.engine.add({ owner: { id: 'bob', name: 'Bob' } });
		const nobodys = await rig.engine.add({ plain: true });
		await rig.run(200);
		expect(JSON.stringify(client.received)).not.toContain(foreign);
		expect([...all.feeds.all.rows.keys()]).toEqual([foreign, nobodys]);
	});

	test('[WR5] actions are those of the viewer: own jobs, and with the right to control all every job', async () => {
		const rig = await openRig();
		const key = await rig.engine.add({ owner, pausable: true });
		const clients = [rig.connect(ann), rig.connect(lead), rig.connect(boss)];
		clients[0]?.send({ type: 'watch', scope: 'mine' });
		for (const client of clients.slice(1)) client.send({ type: 'watch', scope: 'all' });
		await rig.run(200);
		expect(clients[0]?.feeds.mine.rows.get(key)?.actions).toEqual(['pause', 'cancel']);
		expect(clients[1]?.feeds.all.rows.get(key)?.actions).toEqual([]);
		expect(clients[2]?.feeds.all.rows.get(key)?.actions).toEqual(['pause', 'cancel']);
	});

	test('[WR6] a large feed comes in parts, between which others are served and changes are not lost', async () => {
		const { rig, client } = await openWatching();
		for (let index = 0; index < limits.snapshotPartJobs * 3; index++) await rig.engine.add({ owner });
		await rig.run(300);
		const late = rig.connect(ann);
		late.send({ type: 'watch', scope: 'mine' });
		expect(late.of('snapshot')).toHaveLength(1);
		const running = await rig.engine.start();
		await rig.engine.remove('work:2');
		rig.engine.hint({ type: 'changed', keys: ['work:2'] });
		await rig.run(500);
		expect(late.of('snapshot').map(({ part, last }) => [part, last])).toEqual([
			[0, false],
			[1, false],
			[2, true],
		]);
		expect(late.feeds.mine.rows.get(running)?.status).toBe('running');
		expect(late.feeds.mine.rows).toEqual(client.feeds.mine.rows);
		expect(late.feeds.mine.rows.has('work:2')).toBe(false);
	});

	test('[WR7] watching a scope twice asks again, and unwatching ends it', async () => {
		const { rig, client } = await openWatching();
		client.send({ type: 'watch', scope: 'mine' });
		expect(client.of('snapshot')).toHaveLength(2);
		client.send({ type: 'unwatch', scope: 'mine' });
		await rig.engine.add({ owner });
		await rig.run(200);
		expect(client.of('changes')).toHaveLength(0);
	});
});

describe('flushing', () => {
	test('[FD5] a change of an idle feed is sent at once, and then at most every 100 ms on average the newest of each row', async () => {
		const { rig, client } = await openWatching();
		const key = await addRunning(rig);
		await rig.run(1_500);
		const before = client.of('changes').length;
		await rig.engine.progress(key, { progress: 0.01 });
		await rig.run(0);
		expect(client.of('changes')).toHaveLength(before + 1);
		for (let index = 2; index <= 50; index++) {
			await rig.engine.progress(key, { progress: index / 100 });
			await rig.run(10);
		}
		await rig.run(100);
		expect(client.of('changes').length - before).toBeLessThanOrEqual(8);
		expect(client.feeds.mine.rows.get(key)?.progress).toBe(0.5);
	});

	test('[FD13] amid progress, a step and then a status are sent within 20 ms, and progress waits until that is made up for', async () => {
		const { rig, client } = await openWatching();
		const key = await addRunning(rig);
		const other = await addRunning(rig);
		await rig.run(1_500);
		const before = client.of('changes').length;
		const startedAt = rig.clock.now();
		await moveFor(rig, other, 130);
		await rig.engine.progress(key, { progress: null, step: 'Drawing' });
		await moveFor(rig, other, 10);
		expect(client.feeds.mine.rows.get(key)?.step).toBe('Drawing');
		await rig.engine.complete(key);
		await moveFor(rig, other, 30);
		expect(client.feeds.mine.rows.get(key)?.status).toBe('completed');
		await moveFor(rig, other, 330);
		const sentAt = client.of('changes').map(({ now }) => now - startedAt);
		expect(sentAt.slice(before)).toEqual([0, 100, 130, 150, 400, 500]);
	});

	test('[FD13] steps that never stop are sent every 100 ms, and cannot keep a new row from going ahead', async () => {
		const { rig, client } = await openWatching();
		const key = await addRunning(rig);
		await rig.run(1_500);
		const before = client.of('changes').length;
		const say = async (ms: number) => {
			for (let index = 0; index < ms / 10; index++) {
				await rig.engine.progress(key, { progress: null, step: `Frame ${rig.clock.now()}` });
				await rig.run(10);
			}
		};
		await say(10_000);
		expect(client.of('changes').length - before).toBeLessThanOrEqual(103);
		for (let count = 1; count <= 2; count++) {
			const rows = client.feeds.mine.rows.size;
			await rig.engine.add({ owner });
			await say(30);
			expect(client.feeds.mine.rows.size).toBe(rows + 1);
		}
		await say(10_000);
		expect(client.of('changes').length - before).toBeLessThanOrEqual(206);
	});

	test('[FD5] feeds that are due at about the same time are sent in one turn, none of them early', async () => {
		const rig = await openRig();
		const people = ['ann', 'bob', 'cid'].map((id) => ({ id, name: id }));
		const keys: string[] = [];
		for (const person of people) {
			keys.push(await rig.engine.add({ owner: person }));
			await rig.engine.start();
		}
		const clients = people.map((person) => rig.connect(person));
		for (const client of clients) client.send({ type: 'watch', scope: 'mine' });
		await rig.run(1_501);
		const tell = (progress: number) => Promise.all(keys.map((key) => rig.engine.progress(key, { progress })));
		const firstAt: number[] = [];
		for (const key of keys) {
			firstAt.push(rig.clock.now());
			await rig.engine.progress(key, { progress: 0.1 });
			await rig.run(1, 1);
		}
		await tell(0.2);
		await rig.run(200, 1);
		const toldAt = clients.map((client) => {
			const frames = client
				.of('changes')
				.filter(({ moved = [] }) => moved.some(([, , , progress]) => progress === 0.2));
			return frames.map(({ now }) => now);
		});
		const [first = []] = toldAt;
		expect(toldAt).toEqual([first, first, first]);
		expect(first).toEqual([(firstAt[0] ?? 0) + 104]);
		for (const at of firstAt) expect(first[0]).toBeGreaterThanOrEqual(at + 100);
	});

	test('[FD11] of a row that merely moves only that is sent, and the row whole when anything else changes', async () => {
		const { rig, client } = await openWatching();
		const key = await addRunning(rig);
		await rig.run(1_500);
		const before = client.of('changes').length;
		await rig.engine.progress(key, { progress: 0.01, step: 'Drawing' });
		await rig.run(200);
		const [moved] = client.of('changes').slice(before);
		expect(moved).toMatchObject({ jobs: [], moved: [[key, expect.any(Number), expect.any(Number), 0.01, 'Drawing']] });
		expect(client.feeds.mine.rows.get(key)).toMatchObject({ progress: 0.01, step: 'Drawing', status: 'running' });
		await rig.engine.complete(key);
		await rig.run(200);
		expect(client.of('changes').at(-1)).toMatchObject({ jobs: [{ key, status: 'completed' }], moved: [] });
		expect(client.feeds.mine.hasGap).toBe(false);
	});

	test('[FD11] hundreds of rows that changed and then moved since the last frame come whole, in several frames', async () => {
		const { rig, client } = await openWatching();
		for (let index = 0; index < 600; index++) await rig.engine.add({ owner });
		client.send({ type: 'visibility', hidden: true });
		await rig.run(3_000);
		// The next frame comes two seconds after this one.
		await rig.engine.add({ owner });
		await rig.run(10);
		for (let index = 0; index < 600; index++) await rig.engine.start();
		await rig.run(200);
		for (let index = 1; index <= 600; index++) await rig.engine.progress(`work:${index}`, { progress: 0.1 });
		await rig.run(3_000);
		const shown = [...client.feeds.mine.rows.values()];
		expect(shown.filter(({ status, progress }) => status === 'running' && progress === 0.1)).toHaveLength(600);
		expect(client.feeds.mine.hasGap).toBe(false);
	});

	test('[FD11] where the host narrows what may be done, which may depend on progress, rows are whole', async () => {
		const authorise: Authorise = ({ job }) => (job.progress ?? 0) < 0.5;
		const { rig, client } = await openWatching({ authorise });
		const key = await addRunning(rig);
		for (const progress of [0.2, 0.6]) {
			await rig.engine.progress(key, { progress });
			await rig.run(200);
		}
		expect(client.feeds.mine.rows.get(key)?.actions).toEqual([]);
		expect(client.of('changes').every(({ moved }) => moved?.length === 0)).toBe(true);
	});

	test('[FD6] a hidden page is sent progress every 2 s, and an end at once', async () => {
		const { rig, client } = await openWatching();
		const key = await addRunning(rig);
		client.send({ type: 'visibility', hidden: true });
		await rig.run(3_000);
		const before = client.of('changes').length;
		for (let index = 1; index <= 40; index++) {
			await rig.engine.progress(key, { progress: index / 100, step: `Frame ${index}` });
			await rig.run(100);
		}
		expect(client.of('changes').length - before).toBeLessThanOrEqual(3);
		await rig.engine.complete(key);
		await rig.run(110);
		expect(client.feeds.mine.rows.get(key)?.status).toBe('completed');
		client.send({ type: 'visibility', hidden: false });
		await rig.run(200);
		expect(client.feeds.mine.hasGap).toBe(false);
	});

	test('[FD6] a hidden page is sent several ends at once, and progress no later for that', async () => {
		const { rig, client } = await openWatching();
		const [key, ...others] = [
			await addRunning(rig),
			await addRunning(rig),
			await addRunning(rig),
			await addRunning(rig),
		];
		client.send({ type: 'visibility', hidden: true });
		await rig.run(3_000);
		for (const other of others) {
			await rig.engine.complete(other);
			await rig.run(150);
			expect(client.feeds.mine.rows.get(other)?.status).toBe('completed');
		}
		await rig.engine.progress(key, { progress: 0.5 });
		await rig.run(2_000);
		expect(client.feeds.mine.rows.get(key)?.progress).toBe(0.5);
	});

	test('[FD7] viewers of the same feed are sent the same frames', async () => {
		const { rig, client } = await openWatching();
		const other = rig.connect(ann);
		other.send({ type: 'watch', scope: 'mine' });
		await addRunning(rig);
		expect(other.of('changes')).toEqual(client.of('changes'));
		expect(other.of('changes').length).toBeGreaterThan(0);
	});

	test('[FD8] figures of queues come with the snapshot, with new places, and else at most once a second', async () => {
		const { rig, client } = await openWatching();
		const foreign = { id: 'bob', name: 'Bob' };
		const first = await rig.engine.add({ owner: foreign });
		await rig.engine.add({ owner: foreign });
		await rig.engine.add({ owner });
		await rig.run(200);
		const [own] = [...client.feeds.mine.rows.values()];
		expect(own?.place).toEqual({ lane: 0, at: 2 });
		expect(client.feeds.mine.head.queues?.[0]?.lanes).toEqual([{ lane: 0, waiting: [[0, 3]] }]);
		const before = client.of('changes').length;
		await rig.engine.start();
		for (let index = 1; index <= 30; index++) {
			await rig.engine.progress(first, { progress: index / 40 });
			await rig.run(100);
		}
		const heads = client.of('changes').slice(before);
		expect(heads.length).toBeGreaterThan(0);
		expect(heads.length).toBeLessThanOrEqual(4);
		expect(heads.every(({ jobs }) => jobs.length === 0)).toBe(true);
		expect(client.feeds.mine.head.queues?.[0]).toMatchObject({ running: 1, lanes: [{ lane: 0, waiting: [[1, 3]] }] });
	});

	test('[FD9] the batch comes with the feed and ends at 100 %', async () => {
		const { rig, client } = await openWatching();
		const key = await addRunning(rig);
		await rig.engine.progress(key, { progress: 0.5 });
		await rig.run(200);
		expect(client.feeds.mine.head.batch).toMatchObject({ jobs: 1, ended: 0, progress: 0.5 });
		await rig.engine.complete(key);
		await rig.run(200);
		expect(client.feeds.mine.head.batch).toMatchObject({ jobs: 1, ended: 1, progress: 1 });
	});

	test('[FD9] that only the end of the batch moved is told once a second, and in the end', async () => {
		const { rig, client } = await openWatching();
		const key = await addRunning(rig);
		for (let index = 1; index <= 40; index++) {
			await rig.engine.progress(key, { progress: index / 100 });
			await rig.run(100);
		}
		await rig.run(2_000);
		const before = client.received.length;
		for (let index = 1; index <= 30; index++) {
			await rig.engine.progress(key, { progress: 0.4 + index / 100_000 });
			await rig.run(100);
		}
		await rig.run(2_000);
		const batches = client.received.slice(before).flatMap((message) => ('batch' in message ? [message.batch] : []));
		expect(batches.length).toBeGreaterThanOrEqual(2);
		expect(batches.length).toBeLessThanOrEqual(5);
		const other = rig.connect(ann);
		other.send({ type: 'watch', scope: 'mine' });
		await rig.run(0);
		expect(other.feeds.mine.head.batch).toEqual(client.feeds.mine.head.batch);
	});

	test('[WR8] a reader that stops reading is sent nothing more, and the newest once it reads again', async () => {
		const { rig, client } = await openWatching();
		const other = rig.connect(ann);
		other.send({ type: 'watch', scope: 'mine' });
		const key = await addRunning(rig);
		client.buffer(70_000);
		const before = client.received.length;
		for (let index = 1; index <= 50; index++) {
			await rig.engine.progress(key, { progress: index / 100 });
			await rig.run(100);
		}
		expect(client.received).toHaveLength(before);
		expect(other.feeds.mine.rows.get(key)?.progress).toBe(0.5);
		client.buffer(0);
		await rig.run(150);
		expect(client.received).toHaveLength(before + 1);
		expect(client.feeds.mine.rows.get(key)?.progress).toBe(0.5);
		await rig.engine.progress(key, { progress: 0.6 });
		await rig.run(150);
		expect(client.feeds.mine.rows.get(key)?.progress).toBe(0.6);
	});

	test('[WR8] a reader that does not drain for 15 s, or holds over 1 MiB, is closed', async () => {
		const { rig, client } = await openWatching();
		const key = await addRunning(rig);
		const hoarder = rig.connect(ann);
		hoarder.send({ type: 'watch', scope: 'mine' });
		client.buffer(70_000);
		hoarder.buffer(2_000_000);
		await rig.engine.progress(key, { progress: 0.1 });
		await rig.run(200);
		expect(hoarder.closeCode()).toBe(closeCodes.slow);
		await rig.run(14_000, 50);
		expect(client.closeCode()).toBeNull();
		await rig.run(2_000);
		expect(client.closeCode()).toBe(closeCodes.slow);
		expect(rig.sessions.count()).toBe(0);
	});
});

describe('signs of life', () => {
	test('[WR9] a ping comes every 25 s and tells up to where each scope was sent', async () => {
		const { rig, client } = await openWatching();
		await rig.run(25_100, 100);
		expect(client.of('ping')).toMatchObject([{ cursors: { mine: client.feeds.mine.cursor } }]);
	});

	test('[WR9] a client that was not sent a frame sees it at the next ping', async () => {
		const { rig, client } = await openWatching();
		client.lose(1);
		await rig.engine.add({ owner });
		await rig.run(26_000, 100);
		expect(client.of('ping')[0]?.cursors.mine).not.toBe(client.feeds.mine.cursor);
		client.send({ type: 'watch', scope: 'mine', cursor: client.feeds.mine.cursor });
		await rig.run(100);
		expect(client.feeds.mine.rows.size).toBe(1);
	});

	test('[WR10] who answers no ping is closed within 70 s, and cut off if the goodbye is not answered', async () => {
		const { rig, client } = await openWatching();
		const alive = rig.connect(ann);
		alive.send({ type: 'watch', scope: 'mine' });
		client.silence();
		await rig.run(70_000, 100);
		expect([client.closeCode(), client.isTerminated()]).toEqual([closeCodes.silent, true]);
		expect([alive.closeCode(), rig.sessions.count()]).toEqual([null, 1]);
	});

	test('[WR11] who connects and says nothing is closed after 10 s', async () => {
		const rig = await openRig();
		const client = rig.connect(ann);
		await rig.run(10_100, 100);
		expect(client.closeCode()).toBe(closeCodes.silent);
	});

	test('[WR12] a probe is answered at once', async () => {
		const { rig, client } = await openWatching();
		client.send({ type: 'probe' });
		expect(client.received.at(-1)).toEqual({ type: 'alive', now: rig.clock.now() });
	});
});

describe('abuse and logins', () => {
	test('[WR13] a frame of an unknown type is ignored', async () => {
		const { client } = await openWatching();
		client.session.receive('{"type":"later","x":1}');
		expect(client.closeCode()).toBeNull();
	});

	test('[WR13] a frame that is no message, or binary, ends the connection', async () => {
		for (const frame of ['', 'x', 'null', '[]', '7', '{"type":"watch"}', '{'.repeat(4_000), new Uint8Array([1])]) {
			const { client } = await openWatching();
			client.session.receive(frame);
			expect(client.closeCode()).toBe(closeCodes.malformed);
		}
	});

	test('[WR14] a client that talks without end is closed, and others are not', async () => {
		const { rig, client } = await openWatching();
		const other = rig.connect(ann);
		for (let index = 0; index < 200; index++) client.send({ type: 'probe' });
		expect([client.closeCode(), other.closeCode()]).toEqual([closeCodes.malformed, null]);
	});

	test('[WR15] a login that expires ends its connections with 4401, and a checked one that is over as well', async () => {
		const rig = await openRig();
		const expiring = rig.connect({ ...ann, expiresAt: rig.clock.now() + 5_000 });
		let isLoggedIn = true;
		const revoked = rig.connect(ann, async () => (isLoggedIn ? ann : null));
		const shortened = rig.connect(ann, async () => ({ ...ann, expiresAt: rig.clock.now() }));
		for (const client of [expiring, revoked, shortened]) client.send({ type: 'watch', scope: 'mine' });
		await rig.run(5_100, 100);
		expect([expiring.closeCode(), revoked.closeCode()]).toEqual([closeCodes.unauthenticated, null]);
		isLoggedIn = false;
		await rig.run(25_000, 100);
		expect(revoked.closeCode()).toBe(closeCodes.unauthenticated);
		expect(shortened.closeCode()).toBe(closeCodes.unauthenticated);
	});

	test('[WR16] a viewer whose rights have changed is asked to come back', async () => {
		const rig = await openRig();
		const client = rig.connect(lead, async () => ({ ...lead, seesAll: false }));
		client.send({ type: 'watch', scope: 'all' });
		await rig.run(26_000, 100);
		expect(client.closeCode()).toBe(closeCodes.restart);
	});

	test('[WR15] a login that was made longer stays, and one that ends soon is asked to come back with a newer one', async () => {
		const rig = await openRig();
		const endsAt = rig.clock.now() + 60_000;
		const longer = rig.connect({ ...ann, expiresAt: endsAt }, async () => ({ ...ann, expiresAt: endsAt + 60_000 }));
		const same = rig.connect({ ...ann, expiresAt: endsAt }, async () => ({ ...ann, expiresAt: endsAt }));
		const broken = rig.connect({ ...ann, expiresAt: endsAt }, () => Promise.reject(new Error('away')));
		const all = [longer, same, broken];
		for (const client of all) client.send({ type: 'watch', scope: 'mine' });
		const codes = () => all.map((client) => client.closeCode());
		await rig.run(39_900, 100);
		expect(codes()).toEqual([null, null, null]);
		await rig.run(200, 100);
		expect(codes()).toEqual([null, closeCodes.restart, null]);
		// Back with the old one, there is nothing more to ask for.
		const back = rig.connect({ ...ann, expiresAt: endsAt });
		back.send({ type: 'watch', scope: 'mine' });
		await rig.run(20_000, 100);
		expect([...codes(), back.closeCode()]).toEqual([
			null,
			closeCodes.restart,
			closeCodes.unauthenticated,
			closeCodes.unauthenticated,
		]);
	});

	test('[WR34] the right to see all, once taken away, leaves nothing of others on any page for 5 s', async () => {
		const rig = await openRig();
		let seesAll = true;
		const client = rig.connect(lead, async () => ({ ...lead, seesAll }));
		client.send({ type: 'watch', scope: 'all' });
		await rig.run(10_000, 100);
		expect(client.closeCode()).toBeNull();
		seesAll = false;
		await rig.run(5_000, 100);
		expect(client.closeCode()).toBe(closeCodes.restart);
	});

	test('[WR34] a login that is slow to look up is asked for one at a time', async () => {
		const rig = await openRig();
		let asked = 0;
		const client = rig.connect(lead, () => {
			asked++;
			return new Promise(() => {});
		});
		client.send({ type: 'watch', scope: 'all' });
		await rig.run(22_000, 100);
		expect([asked, client.closeCode()]).toEqual([2, null]);
	});

	test('[WR35] a client that asks for the whole again and again is closed, and others are not', async () => {
		const rig = await openRig();
		const [client, other] = [rig.connect(ann), rig.connect(lead)];
		for (let asked = 0; asked < 31; asked++) client.send({ type: 'watch', scope: 'mine' });
		expect([client.closeCode(), other.closeCode()]).toEqual([closeCodes.malformed, null]);
	});

	test('[WR17] a viewer has at most so many connections, and another’s are not touched', async () => {
		const rig = await openRig({ perViewer: 3 });
		const clients = Array.from({ length: 5 }, () => rig.connect(ann));
		expect(clients.map((client) => client.closeCode())).toEqual([
			null,
			null,
			null,
			closeCodes.tooMany,
			closeCodes.tooMany,
		]);
		expect(rig.connect(lead).closeCode()).toBeNull();
		clients[0]?.drop();
		expect(rig.connect(ann).closeCode()).toBeNull();
	});

	test('[WR18] reconnecting viewers cost the engine nothing', async () => {
		const rig = await openRig();
		await rig.engine.add({ owner });
		await rig.run(100);
		const before = { ...rig.engine.asked };
		const clients = Array.from({ length: 40 }, () => rig.connect(ann));
		for (const client of clients) client.send({ type: 'watch', scope: 'mine', cursor: 'other.1' });
		await rig.run(100);
		expect(clients.every(({ feeds }) => feeds.mine.rows.size === 1)).toBe(true);
		expect(rig.engine.asked).toEqual(before);
	});
});
