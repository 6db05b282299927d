import { FlowProducer, Queue, Worker } from 'bullmq';
import { startRedis, type TestServer } from 'test-servers';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { isMissing } from '../../tests/engines-under-test.ts';
import type { Job } from '../protocol/index.ts';
import { createGateway } from '../server/index.ts';
import { watchSource } from '../testing/watch-source.ts';
import { type BullmqOptions, bullmq } from './bullmq.ts';
import type { Describe } from './describe-job.ts';
import { isRecord } from './told-progress.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const describePaint: Describe = ({ id, name, data }) => ({
	name: `Painting ${name}`,
	owner: isRecord(data) ? { id: String(data.by), name: 'Ana' } : undefined,
	href: `/cars/${id}`,
});

describe.skipIf(isMissing('redis-server'))('[EN67] plain BullMQ', () => {
	let server: TestServer;
	const closers: { close(): Promise<unknown> }[] = [];

	beforeAll(async () => {
		server = await startRedis();
	});
	afterEach(async () => {
		for (const each of closers.splice(0).reverse()) await each.close();
	});
	afterAll(() => server.stop());

	const connection = () => ({ host: '127.0.0.1', port: server.port });

	function keep<T extends { close(): Promise<unknown> }>(thing: T): T {
		closers.push(thing);
		return thing;
	}

	/** What the tray of somebody who sees all shows, by the jobs' names. */
	function openTray(options: BullmqOptions): () => Promise<Record<string, Job>> {
		const gateway = keep(
			createGateway({
				source: keep(bullmq({ url: server.url, ...options })),
				authenticate: async () => ({ id: 'lea', name: 'Lea', seesAll: true, controlsAll: true }),
			}),
		);
		return async () => {
			await gateway.ready;
			const answer = await gateway.fetch(new Request('http://localhost/jobtray/jobs?scope=all'));
			const { jobs }: { jobs: Job[] } = await answer.json();
			return Object.fromEntries(jobs.map((job) => [job.name, job]));
		};
	}

	test('shows what BullMQ’s own queue and worker do', async () => {
		const queue = keep(new Queue('paint', { connection: connection() }));
		const tray = openTray({ queues: ['paint'], describe: describePaint });
		await queue.add('blue car', { color: 'blue', by: 'ana' });
		await queue.add('red car', { color: 'red', by: 'ana' }, { delay: 3_600_000 });
		await expect.poll(tray, { timeout: 10_000 }).toMatchObject({
			'Painting blue car': { status: 'queued', owner: { id: 'ana' }, actions: ['cancel'] },
			'Painting red car': { status: 'queued' },
		});
		const steps: (() => void)[] = [];
		const step = () => new Promise<void>((resolve) => steps.push(resolve));
		const tell = [40, '55 %', 'Drying', { progress: 70, step: 'Polishing' }];
		keep(
			new Worker(
				'paint',
				async (job) => {
					for (const told of tell) {
						await job.updateProgress(told);
						await step();
					}
					return 'done';
				},
				{ connection: connection() },
			),
		);
		const shows = async (what: object) => {
			await expect.poll(tray, { timeout: 10_000 }).toMatchObject({ 'Painting blue car': what });
			steps.shift()?.();
		};
		await shows({ status: 'running', progress: 0.4 });
		await shows({ progress: 0.55 });
		await shows({ step: 'Drying' });
		await shows({ progress: 0.7, step: 'Polishing' });
		await shows({ status: 'completed', result: { href: '/cars/1' } });
	});

	test('on an existing prefix, several queues, a job that is tried again, one that fails, and one that is removed at its end', async () => {
		const options = { connection: connection(), prefix: 'acme' };
		const [mail, film] = [keep(new Queue('mail', options)), keep(new Queue('film', options))];
		const gone = await watchSource(keep(bullmq({ url: server.url, queuePrefix: 'acme', queues: ['mail', 'film'] })));
		const tray = openTray({ queuePrefix: 'acme', queues: ['mail', { name: 'film', describe: describePaint }] });
		await mail.add('newsletter', {}, { attempts: 3 });
		await mail.add('broken', {});
		await mail.add('brief', {}, { removeOnComplete: true });
		await film.add('trailer', { by: 'ben' });
		keep(
			new Worker(
				'mail',
				async ({ name, attemptsMade }) => {
					if (name === 'broken') throw new Error('No such address\n  at send');
					if (name === 'newsletter' && attemptsMade === 0) throw new Error('Busy');
				},
				options,
			),
		);
		await expect.poll(tray, { timeout: 20_000 }).toMatchObject({
			newsletter: { status: 'completed', run: 2, queue: 'mail' },
			broken: { status: 'failed', error: { message: 'No such address' }, actions: ['retry'] },
			'Painting trailer': { status: 'queued', queue: 'film', owner: { id: 'ben' } },
		});
		expect((await gone.hint((hint) => hint.type === 'ended' && hint.key === 'mail:3')).type).toBe('ended');
		expect(await mail.getJob('3')).toBeUndefined();
	});

	test('a flow is one group, over queues', async () => {
		const flows = keep(new FlowProducer({ connection: connection() }));
		const tray = openTray({ queues: ['film-flow', 'cut'] });
		await flows.add({
			name: 'whole',
			queueName: 'film-flow',
			children: [
				{ name: 'first', queueName: 'cut' },
				{ name: 'second', queueName: 'cut' },
			],
		});
		await expect
			.poll(tray, { timeout: 10_000 })
			.toMatchObject({ whole: { group: { size: 2 } }, first: {}, second: {} });
		const { whole, first } = await tray();
		expect(first?.group?.id).toBe(whole?.key);
		keep(new Worker('cut', async () => undefined, { connection: connection() }));
		keep(new Worker('film-flow', async () => undefined, { connection: connection() }));
		await expect.poll(tray, { timeout: 10_000 }).toMatchObject({
			whole: { status: 'completed' },
			first: { status: 'completed' },
			second: { status: 'completed' },
		});
	});

	test('[EN68] opens when it is asked, tries again after a failure, and closes what it opened', async () => {
		const away = await startRedis();
		await away.kill();
		const source = bullmq({ url: away.url, queues: ['paint'] });
		await expect(source.list({ finishedSince: 0 })).rejects.toMatchObject({ code: 'unreachable' });
		await away.restart();
		expect(await source.list({ finishedSince: 0 })).toEqual([]);
		expect(source.oddities()).toEqual({});
		await source.close();
		await source.close();
		await expect(source.list({ finishedSince: 0 })).rejects.toMatchObject({ code: 'closed' });
		await bullmq({ queues: ['never-opened'] }).close();
		await away.stop();
	});
});
