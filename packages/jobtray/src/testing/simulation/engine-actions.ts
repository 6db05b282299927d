import { isEnd, type Status } from '../../protocol/index.ts';
import type { JobRecord } from '../../server/source.ts';
import type { SimAction } from './action.ts';
import { toNewJob } from './new-job.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** The queue that a job is in, by its key. */
function toQueue(key: string): string {
	return key.split(':')[0] ?? '';
}

function pickJob(world: World, random: Random, matches: (record: JobRecord) => boolean): JobRecord | undefined {
	return random.pick(world.engine.records().filter(matches));
}

const has =
	(...statuses: Status[]) =>
	({ status }: JobRecord) =>
		statuses.includes(status);

/** What happens to jobs in their engine, without anybody of ours. */
export const engineActions: readonly SimAction[] = [
	{
		name: 'a job is added',
		weight: 16,
		run: (world, random) => world.addJob(random),
	},
	{
		name: 'a worker takes a job',
		weight: 20,
		run({ engine }) {
			const waits = ({ status, undoUntil, inLine }: JobRecord) =>
				status === 'queued' && undoUntil === undefined && inLine !== false;
			// Where all that waits was to be cancelled, nothing is left to take.
			if (engine.records().some(waits)) engine.start().catch(() => {});
		},
	},
	{
		name: 'a job tells progress',
		weight: 18,
		run(world, random) {
			const job = pickJob(world, random, has('running'));
			const progress = random.pick([random.next(), random.next(), 1, 0, null, 2, -1, Number.NaN]) ?? null;
			if (job !== undefined) void world.engine.progress(job.key, { progress, step: `Step ${random.below(9)}` });
		},
	},
	{
		name: 'a job completes',
		weight: 9,
		run(world, random) {
			const job = pickJob(world, random, has('running'));
			if (job !== undefined) void world.engine.complete(job.key, { href: '/work' });
		},
	},
	{
		name: 'a job fails',
		weight: 4,
		run(world, random) {
			const job = pickJob(world, random, has('running'));
			if (job !== undefined) void world.engine.fail(job.key, 'It broke.');
		},
	},
	{
		name: 'several jobs end at once',
		weight: 1,
		run({ engine }) {
			for (const { key } of engine.records().filter(has('running'))) void engine.complete(key);
		},
	},
	{
		name: 'a job comes to a checkpoint',
		weight: 6,
		run(world, random) {
			const job = pickJob(world, random, has('running'));
			if (job !== undefined) void world.engine.checkpoint(job.key);
		},
	},
	{
		name: 'a worker dies',
		weight: 2,
		run(world, random) {
			const job = pickJob(world, random, has('running'));
			if (job !== undefined) void world.engine.die(job.key);
		},
	},
	{
		name: 'somebody takes a job out of the engine',
		weight: 3,
		run(world, random) {
			const job = pickJob(world, random, () => true);
			if (job === undefined) return;
			world.lastSeen.set(job.key, world.clock.now());
			void world.engine.remove(job.key);
			// Some engines tell of that, others do not.
			if (random.chance(0.5)) world.engine.hint({ type: 'changed', keys: [job.key] });
		},
	},
	{
		name: 'the id of a removed job is used again',
		weight: 1,
		run(world, random) {
			const key = random.pick([...world.lastSeen.keys()]);
			if (key === undefined || world.engine.record(key) !== undefined) return;
			const { name, owner = null } = toNewJob(random);
			world.engine.put({ key, queue: toQueue(key), name, owner, createdAt: world.clock.now() });
		},
	},
	{
		name: 'an administrator runs an ended job again',
		weight: 2,
		run(world, random) {
			const job = pickJob(world, random, ({ status }) => isEnd(status) && status !== 'completed');
			if (job !== undefined) void world.admin.command({ key: job.key }, 'retry');
		},
	},
	{
		name: 'a job that failed is run again, and fails at once',
		weight: 1,
		run(world, random) {
			const job = pickJob(world, random, has('failed'));
			if (job === undefined) return;
			void world.admin.command({ key: job.key }, 'retry');
			void world.engine.fail(job.key, 'It broke again.');
		},
	},
	{
		name: 'the engine sends nonsense',
		weight: 2,
		run(world, random) {
			const key = pickJob(world, random, () => true)?.key ?? 'work:none';
			const at = world.clock.now();
			const run = random.below(3);
			world.engine.hint(
				random.pick([
					{ type: 'changed', keys: [key, key, 'work:unknown', ''] },
					{ type: 'progressed', key, run, progress: random.next(), at },
					{ type: 'progressed', key: 'work:unknown', progress: 0.5, at },
					{ type: 'progressed', key, run: -1, progress: Number.POSITIVE_INFINITY, at },
					{ type: 'gap' },
					{ type: 'reachable', reachable: true },
				]) ?? { type: 'gap' },
			);
		},
	},
	{
		name: 'the engine removes jobs as they end, or keeps them',
		weight: 1,
		run: ({ engine }, random) => engine.removeEnded(random.chance(0.3)),
	},
	{
		name: 'the engine falls silent, or speaks again',
		weight: 3,
		run: ({ engine }, random) => engine.mute(random.chance(0.4)),
	},
];
