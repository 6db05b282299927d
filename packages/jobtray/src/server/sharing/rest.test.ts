import { afterEach, expect, test } from 'vitest';
import { createFakeBus, type FakeBus } from '../../testing/fake-bus.ts';
import { createFakeClock, type FakeClock } from '../../testing/fake-clock.ts';
import { createFakeEngine, type FakeEngine } from '../../testing/fake-engine.ts';
import { createFakeLeases, type FakeLeases } from '../../testing/fake-leases.ts';
import { runClock } from '../../testing/run-clock.ts';
import { splitSource } from '../../testing/split-source.ts';
import { createGateway, type Gateway } from '../gateway.ts';
import type { Viewer } from '../viewer.ts';
import { createSharing } from './create-sharing.ts';

const owner = { id: 'ann', name: 'Ann' };
const viewers: Record<string, Viewer> = {
	ann: owner,
	bob: { id: 'bob', name: 'Bob' },
	lea: { id: 'lea', name: 'Lea', seesAll: true },
};

let clock: FakeClock;
let engine: FakeEngine;
let bus: FakeBus;
let leases: FakeLeases;
let gateways: Gateway[] = [];

afterEach(async () => {
	bus.setFate(null);
	await Promise.all(gateways.map((gateway) => gateway.close()));
	gateways = [];
});

/** Opens two gateways, of which the first keeps the queue. */
async function openTwo(): Promise<Gateway> {
	clock = createFakeClock(1_000_000);
	engine = createFakeEngine({ clock });
	bus = createFakeBus();
	leases = createFakeLeases({ clock });
	for (let index = 0; index < 2; index++) {
		const gateway = createGateway({
			source: splitSource(engine.openSource, ['work']),
			sharing: createSharing({ leases, bus: bus.join(clock), steadyNow: clock.now }),
			authenticate: ({ headers }) => viewers[headers.get('authorization')?.slice(7) ?? ''] ?? null,
			metrics: { authorise: () => true },
			clock,
			log: () => {},
			random: () => 0.1 + index / 10,
		});
		gateways.push(gateway);
		await runClock(clock, 1_000);
	}
	const [, second] = gateways;
	if (second === undefined) throw new Error('There is no second gateway.');
	return second;
}

async function ask(gateway: Gateway, path: string, { who = 'ann', method = 'GET' } = {}) {
	const headers = { authorization: `Bearer ${who}`, 'x-jobtray': '1' };
	const answer = gateway.fetch(new Request(`http://host/jobtray${path}`, { method, headers }));
	await runClock(clock, 2_500);
	const response = await answer;
	return { status: response.status, body: await response.json() };
}

test('[RT4] a gateway that keeps nothing gives the jobs that one may see, and to who sees all those of others', async () => {
	const second = await openTwo();
	const key = await engine.add({ owner });
	await runClock(clock, 100);
	expect((await ask(second, '/jobs')).body.jobs).toMatchObject([{ key }]);
	expect((await ask(second, `/jobs/${key}`, { who: 'lea' })).body).toMatchObject({ key });
	expect((await ask(second, '/jobs?scope=all', { who: 'lea' })).body.jobs).toMatchObject([{ key }]);
	expect((await ask(second, `/jobs/${key}`, { who: 'bob' })).status).toBe(404);
	expect((await ask(second, `/jobs/${key}/cancel`, { who: 'lea', method: 'PUT' })).status).toBe(404);
	expect((await ask(second, `/jobs/${key}/cancel`, { method: 'PUT' })).body).toMatchObject({
		job: { wanted: 'cancelled' },
	});
	expect((await ask(second, '/healthz')).body).toMatchObject({
		status: 'ok',
		queues: { here: 0, elsewhere: 1, nobody: 0 },
	});
});

test('[SH4] a request for jobs that do not come within 2 s is refused, and not answered with none', async () => {
	const second = await openTwo();
	await engine.add({ owner });
	await runClock(clock, 100);
	bus.setFate(() => []);
	expect(await ask(second, '/jobs')).toMatchObject({ status: 503, body: { error: { code: 'engine-unreachable' } } });
	bus.setFate(null);
	await runClock(clock, 5_000);
	expect((await ask(second, '/jobs')).body.jobs.length).toBe(1);
});

test('[OB4] a gateway counts what it could not use while it kept a queue, also once it keeps it no more', async () => {
	await openTwo();
	const unknownEnd = async (id: number) => {
		engine.hint({ type: 'ended', key: `work:${id}`, status: 'failed', at: 1 });
		await runClock(clock, 100);
	};
	const figures = () => Promise.all(gateways.map(ignoredEnds));
	expect(await figures()).toEqual([0, 0]);
	await unknownEnd(98);
	expect(await figures()).toEqual([1, 0]);
	leases.breakDown(true);
	await runClock(clock, 10_000);
	await unknownEnd(99);
	expect(await figures()).toEqual([1, 0]);
	await gateways[0]?.close();
	leases.breakDown(false);
	await runClock(clock, 10_000);
	await unknownEnd(100);
	expect(await figures()).toEqual([1, 1]);
});

async function ignoredEnds(gateway: Gateway): Promise<number> {
	const answer = await gateway.fetch(new Request('http://host/jobtray/metrics'));
	return Number(/^jobtray_ignored_total\{what="ends"\} (\d+)$/m.exec(await answer.text())?.[1]);
}
