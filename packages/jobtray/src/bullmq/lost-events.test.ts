import { Redis } from 'ioredis';
import { startPostgres, startRedis } from 'test-servers';
import { afterEach, expect, test, vi } from 'vitest';
import { isMissing } from '../../tests/engines-under-test.ts';
import type { Job } from '../protocol/index.ts';
import { createGateway } from '../server/index.ts';
import type { Hint, Source } from '../server/source.ts';
import { startProgram } from '../testing/start-program.ts';
import { watchSource } from '../testing/watch-source.ts';
import { openEngine } from './open-engine.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const workThrough = new URL('fixtures/work-through.ts', import.meta.url);

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0).reverse()) await close();
});

/** A source that notes the ends it has told. */
function record(source: Source): { source: Source; ends: Set<string> } {
	const ends = new Set<string>();
	const start: Source['start'] = (onHint) =>
		source.start((hint: Hint) => {
			if (hint.type === 'ended') ends.add(hint.key);
			onHint(hint);
		});
	return { source: { ...source, start }, ends };
}

test.skipIf(isMissing('postgres', 'initdb'))(
	'[EN69] four workers’ processes on Postgres do a thousand jobs, and the board sees every end by its event',
	async () => {
		const jobs = 1_000;
		const server = await startPostgres();
		closers.push(server.stop);
		const engine = await openEngine(server.url, { onError() {} });
		closers.push(engine.close);
		const { source, ends } = record(engine.source({ queues: ['work'] }));
		const gateway = createGateway({
			source,
			authenticate: async () => ({ id: 'lea', name: 'Lea', seesAll: true }),
			finished: { limit: jobs },
			// By their events, or not at all.
			sweepMs: 3_600_000,
		});
		closers.push(gateway.close);
		await gateway.ready;
		const workers = await Promise.all([1, 2, 3, 4].map(() => startProgram(workThrough, [server.url, 'work'])));
		closers.push(() => Promise.all(workers.map((worker) => worker.kill())));
		const keys = (
			await engine.queue('work').addBulk(Array.from({ length: jobs }, () => ({ name: 'task', data: {} })))
		).map(({ id }) => `work:${id}`);
		const countCompleted = async () => {
			const answer = await gateway.fetch(new Request('http://localhost/jobtray/jobs?scope=all'));
			const { jobs: shown }: { jobs: Job[] } = await answer.json();
			return shown.filter(({ status }) => status === 'completed').length;
		};
		await expect
			.poll(async () => (await engine.queue('work').getJobCounts()).completed, { timeout: 60_000 })
			.toBe(jobs);
		await expect.poll(() => keys.filter((key) => !ends.has(key)), { timeout: 20_000 }).toEqual([]);
		await expect.poll(countCompleted, { timeout: 20_000 }).toBe(jobs);
	},
);

test.skipIf(isMissing('redis-server'))(
	'[EN70] tells of a gap where Redis has dropped events that were not read',
	async () => {
		const server = await startRedis();
		closers.push(server.stop);
		const engine = await openEngine(server.url);
		closers.push(engine.close);
		const { id } = await engine.queue('work').add('task', {});
		const { source, hints, hint } = await watchSource(engine.source({ queues: ['work'] }));
		closers.push(source.close);
		const redis = new Redis(server.url);
		closers.push(async () => redis.disconnect());
		const add = (count: number, keep: number) => {
			const all = redis.multi();
			for (let index = 0; index < count; index += 1)
				all.xadd('bull:work:events', '*', 'event', 'waiting', 'jobId', id ?? '');
			return all.xtrim('bull:work:events', 'MAXLEN', keep).exec();
		};
		await add(200, 1_000);
		await hint((each) => each.type === 'changed');
		expect(hints.map(({ type }) => type)).not.toContain('gap');
		await add(200, 100);
		await hint((each) => each.type === 'gap');
	},
);

test.skipIf(isMissing('postgres', 'initdb'))(
	'[EN73] listens again where Postgres has ended its connections',
	async () => {
		const server = await startPostgres();
		closers.push(server.stop);
		const engine = await openEngine(server.url, { onError() {} });
		closers.push(engine.close);
		const { source, hint } = await watchSource(engine.source({ queues: ['work'] }));
		closers.push(source.close);
		await engine.sql
			?.query(
				'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = $1',
				['client backend'],
			)
			.catch(() => undefined);
		await hint((each) => each.type === 'gap');
		const { id } = await engine.queue('work').add('task', {});
		await hint((each) => each.type === 'changed' && each.keys.includes(`work:${id}`));
	},
);
