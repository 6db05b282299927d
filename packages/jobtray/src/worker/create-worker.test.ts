import { Worker } from 'bullmq';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type BullmqSource, describeJob, type Engine, type JobQueue, openEngine } from '../bullmq/index.ts';
import { recoverOrphans } from '../bullmq/recover-orphans.ts';
import type { JobRecord } from '../server/source.ts';
import { watchSource } from '../testing/watch-source.ts';
import { createWorker, type JobTools, type JobWorker, type WorkerJob, type WorkerOptions } from './index.ts';

// An embedded database on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let engine: Engine;
let queues = 0;
let name: string;
let queue: JobQueue;
let source: BullmqSource;
let record: (key: string, matches: (record: JobRecord) => boolean) => Promise<JobRecord>;
const workers: JobWorker[] = [];

beforeAll(async () => {
	engine = await openEngine('pglite:memory', { onError: () => undefined });
});

afterAll(() => engine.close());

beforeEach(async () => {
	queues += 1;
	name = `work-${queues}`;
	queue = engine.queue(name);
	source = engine.source({ queues: [name] });
	({ record } = await watchSource(source));
});

afterEach(async () => {
	await Promise.all(workers.splice(0).map((worker) => worker.close()));
	await source.close();
});

function work(run: WorkerOptions<unknown>['run'], options: Partial<WorkerOptions<unknown>> = {}): JobWorker {
	const worker = createWorker({ engine, queue: name, run, ...options });
	workers.push(worker);
	return worker;
}

async function add(title: string, options: { attempts?: number } = {}): Promise<string> {
	const { id } = await queue.add('task', describeJob({ title }, { name: title, pausable: true }), options);
	return `${name}:${id}`;
}

/** A worker whose jobs wait, each for its own word. */
function createHands() {
	const started: { job: WorkerJob<unknown>; tools: JobTools; finish: (value?: unknown) => void }[] = [];
	let wake = () => {};
	return {
		started,
		run: (job: WorkerJob<unknown>, tools: JobTools) =>
			new Promise((resolve, reject) => {
				started.push({ job, tools, finish: resolve });
				tools.signal.addEventListener('abort', () => reject(tools.signal.reason));
				wake();
			}),
		async nth(count: number) {
			while (started.length < count) {
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
			const found = started[count - 1];
			if (found === undefined) throw new Error('No such job.');
			return found;
		},
	};
}

test('[WK6] keeps what the code returns as BullMQ’s return value, and its result where it returns nothing', async () => {
	work(async ({ id }, tools) => {
		tools.result({ href: `/library/${id}` });
		return id === '1' ? { frames: 12 } : undefined;
	});
	const [first, second] = [await add('one'), await add('two')];
	const done = await record(second, ({ status }) => status === 'completed');
	expect((await record(first, () => true)).result).toEqual({ href: '/library/1' });
	expect(done.result).toEqual({ href: '/library/2' });
	expect((await queue.getJob('1'))?.returnvalue).toEqual({ frames: 12 });
	expect((await queue.getJob('2'))?.returnvalue).toEqual({ href: '/library/2' });
});

test('[WK7] leaves automatic attempts to BullMQ, each a run, and only the last failure an end', async () => {
	work(async ({ run }) => {
		if (run < 3) throw new Error(`no ${run}`);
	});
	const { ends, record: eventually } = await watchSource(engine.source({ queues: [name] }));
	const key = await add('stubborn', { attempts: 3 });
	const done = await eventually(key, ({ status }) => status === 'completed');
	expect(done.run).toBe(3);
	expect(ends(key).filter((hint) => hint.type === 'ended' && hint.status === 'failed')).toEqual([]);
});

test('[WK8] lets another job run while one is paused, and the paused one wait for its place', async () => {
	const hands = createHands();
	work(hands.run);
	const [first, second, third] = [await add('first'), await add('second'), await add('third')];
	const one = await hands.nth(1);
	one.tools.progress(0.4);
	await source.command({ key: first }, 'pause');
	const passed = one.tools.checkpoint();
	const { startedAt, pausedAt } = await record(first, ({ status }) => status === 'paused');
	const two = await hands.nth(2);
	expect(two.job.key).toBe(second);
	await source.command({ key: first }, 'resume');
	const waiting = await record(first, ({ status }) => status === 'queued');
	expect(waiting).toMatchObject({ progress: 0.4, startedAt, pausedAt, pausedMs: 0, inLine: false });
	two.finish();
	await passed;
	const again = await record(first, ({ status }) => status === 'running');
	expect(again).toMatchObject({ progress: 0.4, startedAt });
	expect(again.pausedMs).toBeGreaterThan(0);
	expect([again.run, again.restarts, again.pausedAt]).toEqual([1, undefined, undefined]);
	expect(hands.started.map(({ job }) => job.key)).not.toContain(third);
	one.finish();
	expect((await hands.nth(3)).job.key).toBe(third);
});

test('[WK9] puts interrupted jobs back to the head of the queue when it closes, and fails none', async () => {
	const hands = createHands();
	const worker = work(hands.run);
	const key = await add('long');
	await add('later');
	const one = await hands.nth(1);
	one.tools.progress(0.5);
	await worker.close();
	expect(one.tools.signal.reason).toMatchObject({ code: 'interrupted' });
	const waiting = await record(key, ({ status }) => status === 'queued');
	expect([waiting.run, waiting.restarts, waiting.progress]).toEqual([1, 1, null]);
	work(hands.run);
	const again = await hands.nth(2);
	expect([again.job.key, again.job.run, again.tools.restarts]).toEqual([key, 1, 1]);
});

test('[WK10] closes without a job that does not stop, and that job runs again', async () => {
	let begin = () => {};
	const began = new Promise<void>((resolve) => {
		begin = resolve;
	});
	const worker = work(() => {
		begin();
		return new Promise(() => {});
	});
	const key = await add('deaf');
	await began;
	await worker.close();
	expect((await record(key, ({ status }) => status === 'queued')).restarts).toBe(1);
});

test('[WK11] keeps a job paused over a restart, and begins it again when it is resumed', async () => {
	const hands = createHands();
	const worker = work(hands.run);
	const key = await add('patient');
	const one = await hands.nth(1);
	await source.command({ key }, 'pause');
	one.tools.checkpoint().catch(() => undefined);
	await record(key, ({ status }) => status === 'paused');
	await worker.close();
	const held = await record(key, ({ status, pausedAt }) => status === 'paused' && pausedAt === undefined);
	expect([held.run, held.wanted]).toEqual([1, undefined]);
	const free = await add('free');
	work(hands.run);
	const two = await hands.nth(2);
	expect(two.job.key).toBe(free);
	await source.command({ key }, 'resume');
	two.finish();
	const again = await hands.nth(3);
	expect([again.job.key, again.tools.restarts]).toEqual([key, 0]);
});

test('[WK12] aborts the signal of a cancelled job, whatever the code makes of it', async () => {
	work(async (_, { signal }) => {
		await new Promise((resolve) => signal.addEventListener('abort', resolve));
		if (signal.reason.code !== 'cancelled') throw new Error('aborted for another reason');
		throw new Error('I fail my own way');
	});
	const key = await add('one');
	await record(key, ({ status }) => status === 'running');
	await source.command({ key }, 'cancel');
	const stopped = await record(key, ({ status }) => status === 'cancelled');
	expect([stopped.error, stopped.wanted]).toEqual([undefined, undefined]);
});

/** Takes the next job as a worker that then goes silent. */
async function takeAndDie(): Promise<void> {
	const silent = new Worker(
		name,
		null,
		{ ...engine.bullmq.options, autorun: false, lockDuration: 50 },
		engine.bullmq.backend,
	);
	await silent.getNextJob('dead');
	await silent.close();
}

test('[WK13] runs the job of a silent worker again, before those that wait, and counts it', async () => {
	const key = await add('orphan');
	await takeAndDie();
	await add('later');
	const hands = createHands();
	await queue.pause();
	work(hands.run, { stallCheckMs: 100, lockMs: 1_000 });
	await record(key, ({ status }) => status === 'queued');
	await queue.resume();
	const again = await hands.nth(1);
	expect([again.job.key, again.job.run, again.tools.restarts]).toEqual([key, 1, 1]);
});

test('[WK14] fails a job whose workers died more often than allowed', async () => {
	const key = await add('poison');
	await takeAndDie();
	work(async () => 'never', { stallCheckMs: 100, maxRestarts: 0 });
	const failed = await record(key, ({ status }) => status === 'failed');
	expect(failed.error?.message).toContain('stalled more than allowable limit');
});

test('[WK14] fails a job that has brought its process down too often, also where it was put back at the opening', async () => {
	const { sql } = engine;
	const key = await add('poison');
	const job = await queue.getJob('1');
	await job?.updateProgress({ jobtray: 1, run: 1, p: null, restarts: 0, pausedMs: 0 });
	for (let death = 1; death <= 2; death += 1) {
		await takeAndDie();
		await recoverOrphans({ query: async (text, params) => ({ rows: (await sql?.query(text, params)) ?? [] }) });
	}
	work(async () => 'never', { maxRestarts: 1 });
	const failed = await record(key, ({ status }) => status === 'failed');
	expect(failed.error?.message).toBe('It was given up: its worker died 2 times.');
});

test('[WK15] writes the log in order, and nothing after the end', async () => {
	let kept: JobTools | undefined;
	work(async (_, tools) => {
		kept = tools;
		for (let line = 1; line <= 5; line += 1) tools.log(`line ${line}`);
	});
	const key = await add('chatty');
	await record(key, ({ status }) => status === 'completed');
	kept?.log('too late');
	kept?.progress(0.3);
	kept?.result({ href: '/late' });
	expect((await queue.getJobLogs('1')).logs).toEqual(['line 1', 'line 2', 'line 3', 'line 4', 'line 5']);
	expect((await record(key, () => true)).result).toBeUndefined();
});

test('[WK16] takes no job after it was closed, closes twice, and is closed with its engine', async () => {
	const hands = createHands();
	const worker = work(hands.run);
	await worker.ready;
	await worker.close();
	await worker.close();
	const key = await add('nobody’s');
	expect((await record(key, () => true)).status).toBe('queued');
	expect(hands.started).toEqual([]);
});
