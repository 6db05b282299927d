import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEnd } from '../../protocol/index.ts';
import { createSharedRig, type RigGateway, type SharedRig } from '../../testing/shared-rig.ts';
import { createRandom } from '../../testing/simulation/random.ts';
import type { FeedListener } from '../board/feed.ts';

const owners = ['ann', 'bob', 'cat'];
const queues = ['work', 'other'];

/** What one step of the simulation does; numbers choose among what is there. */
type Step =
	| {
			type: 'add' | 'start' | 'progress' | 'complete' | 'fail' | 'remove' | 'look' | 'leave' | 'freeze' | 'kill';
			which: number;
	  }
	| { type: 'bus'; fate: 'good' | 'lossy' | 'doubling' | 'late' }
	| { type: 'wait'; ms: number };

const which = fc.nat(99);
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ type: fc.constant('add' as const), which }) },
	{ weight: 6, arbitrary: fc.record({ type: fc.constant('start' as const), which }) },
	{ weight: 6, arbitrary: fc.record({ type: fc.constant('progress' as const), which }) },
	{
		weight: 4,
		arbitrary: fc.record({ type: fc.constantFrom('complete' as const, 'fail' as const, 'remove' as const), which }),
	},
	{ weight: 3, arbitrary: fc.record({ type: fc.constantFrom('look' as const, 'leave' as const), which }) },
	{ weight: 1, arbitrary: fc.record({ type: fc.constantFrom('freeze' as const, 'kill' as const), which }) },
	{
		weight: 2,
		arbitrary: fc.record({
			type: fc.constant('bus' as const),
			fate: fc.constantFrom('good' as const, 'lossy' as const, 'doubling' as const, 'late' as const),
		}),
	},
	{ weight: 8, arbitrary: fc.record({ type: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 3_000 }) }) },
);

/** What is held at a gateway, and which ends were told there while it was. */
interface Look {
	gateway: RigGateway;
	owner: string;
	told: Map<string, number>;
	end: () => void;
}

async function simulate(steps: readonly Step[], seed: number): Promise<void> {
	const chance = createRandom(seed).next;
	const rig = createSharedRig({ queues, random: chance });
	let alive = [rig.open(), rig.open(), rig.open()];
	const looks: Look[] = [];
	const frozen = new Map<RigGateway, number>();
	const jobs: string[] = [];
	let added = 0;
	const running = () => jobs.filter((key) => statusOf(rig, key) === 'running');
	const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];

	async function act(step: Step): Promise<void> {
		switch (step.type) {
			case 'add': {
				const queue = pick(queues, step.which) ?? 'work';
				const id = pick(owners, Math.floor(step.which / 2)) ?? 'ann';
				const key = `${queue}:${++added}`;
				jobs.push(key);
				records.set(key, 'queued');
				return rig.engine.put({ key, queue, owner: { id, name: id }, createdAt: rig.clock.now() });
			}
			case 'start':
				if (jobs.some((key) => statusOf(rig, key) === 'queued')) records.set(await rig.engine.start(), 'running');
				return;
			case 'progress':
			case 'complete':
			case 'fail':
			case 'remove': {
				const key = pick(running(), step.which);
				if (key === undefined) return;
				if (step.type === 'progress') return rig.engine.progress(key, { progress: step.which / 100 });
				records.set(key, step.type === 'complete' ? 'completed' : step.type === 'fail' ? 'failed' : 'gone');
				if (step.type === 'remove') return rig.engine.remove(key);
				return step.type === 'complete' ? rig.engine.complete(key) : rig.engine.fail(key, 'Went wrong');
			}
			case 'look': {
				const gateway = pick(alive, step.which);
				const owner = pick(owners, Math.floor(step.which / 3));
				if (gateway === undefined || owner === undefined) return;
				if (looks.some((look) => look.gateway === gateway && look.owner === owner)) return;
				const feed = gateway.board.feedOf(owner);
				const told = new Map<string, number>();
				const listener: FeedListener = {
					changed: (key, news) => news === 'ended' && told.set(key, (told.get(key) ?? 0) + 1),
				};
				feed.hold();
				feed.subscribe(listener);
				const end = () => {
					feed.unsubscribe(listener);
					feed.release();
				};
				looks.push({ gateway, owner, told, end });
				return;
			}
			case 'leave': {
				const [left] = looks.splice(step.which % Math.max(1, looks.length), 1);
				return left?.end();
			}
			case 'freeze': {
				const gateway = pick(alive, step.which);
				if (gateway === undefined || frozen.has(gateway)) return;
				gateway.freeze(true);
				frozen.set(gateway, rig.clock.now() + 500 + step.which * 80);
				return;
			}
			case 'kill': {
				const gateway = pick(alive, step.which);
				if (gateway === undefined || alive.length === 1) return;
				gateway.kill();
				alive = alive.filter((each) => each !== gateway);
				return;
			}
			case 'bus': {
				const { fate } = step;
				return rig.bus.setFate(fate === 'good' ? null : () => toFate(fate, chance));
			}
			case 'wait':
				return rig.run(step.ms);
		}
	}

	const records = new Map<string, string>();
	statuses.set(rig, records);
	await rig.run(500);
	for (const each of steps) {
		await act(each);
		for (const [gateway, until] of frozen) {
			if (until > rig.clock.now()) continue;
			gateway.freeze(false);
			frozen.delete(gateway);
		}
	}
	for (const gateway of frozen.keys()) gateway.freeze(false);
	rig.bus.setFate(null);
	await rig.run(15_000, 20);
	for (const { gateway, owner, told } of looks) {
		if (!alive.includes(gateway)) continue;
		const shown = [...gateway.board.feedOf(owner).rows.values()].map(({ key, row }) => [key, row.job.status]);
		const source = rig.engine.openSource();
		const truth = (await source.read(jobs)).filter((record) => record.owner?.id === owner);
		expect(shown.sort()).toEqual(truth.map(({ key, status }) => [key, status]).sort());
		for (const { key, progress } of truth) {
			expect([key, gateway.board.entries.get(key)?.row.job.progress]).toEqual([key, progress]);
		}
		for (const [key, times] of told) expect([key, times]).toEqual([key, 1]);
		const ended = truth.filter(({ status }) => isEnd(status)).length;
		expect(told.size).toBeLessThanOrEqual(ended);
	}
	await rig.close();
}

const statuses = new WeakMap<SharedRig, Map<string, string>>();

function statusOf(rig: SharedRig, key: string): string | undefined {
	return statuses.get(rig)?.get(key);
}

function toFate(fate: 'lossy' | 'doubling' | 'late', chance: () => number): number[] {
	const wayMs = 1 + Math.floor(chance() * 20);
	if (fate === 'lossy') return chance() < 0.3 ? [] : [wayMs];
	if (fate === 'doubling') return chance() < 0.3 ? [wayMs, wayMs + Math.floor(chance() * 800)] : [wayMs];
	return [chance() < 0.3 ? Math.floor(chance() * 3_000) : wayMs];
}

test('[SH15] at rest every gateway shows what the engine has, whatever was lost, doubled, late, frozen or killed', async () => {
	const runs = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), fc.integer(), simulate);
	await fc.assert(runs, { numRuns: 60, ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) });
}, 120_000);
