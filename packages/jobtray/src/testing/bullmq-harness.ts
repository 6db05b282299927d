import { describeJob } from '../bullmq/describe-job.ts';
import type { Engine } from '../bullmq/engine.ts';
import { fromKey, toKey } from '../bullmq/job-row.ts';
import { recoverOrphans } from '../bullmq/recover-orphans.ts';
import type { JobResult } from '../protocol/index.ts';
import type { Source } from '../server/source.ts';
import { createWorker, type JobTools, type JobWorker } from '../worker/index.ts';
import { createShiftedClock } from './shifted-clock.ts';
import type { NewJob, SourceHarness } from './source-harness.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

interface Held {
	worker: JobWorker;
	tools: JobTools;
	finish(result: JobResult | undefined): void;
	fail(error: unknown): void;
}

/** Longer than any fact takes. */
const undoMs = 600_000;

let queues = 0;

/** Run in the process of a worker that is killed. */
const holdJobs = new URL('../bullmq/fixtures/hold-jobs.ts', import.meta.url);

/** Hands on a real engine, in a queue of its own. `url` is where other processes reach it. */
export function openHarness(engine: Engine, url: string): SourceHarness {
	queues += 1;
	const name = `contract-${queues}`;
	const queue = engine.queue(name);
	const clock = createShiftedClock();
	const options = { queues: [name], clock, undoMs };
	const source = engine.source(options);
	const sources: Source[] = [source];
	const running = new Map<string, Held>();
	const mortals = new Map<string, StartedProgram>();
	const workers: JobWorker[] = [];

	/** Resolves once the engine has the job so. */
	async function until(key: string, isSo: (state: string) => boolean): Promise<void> {
		for (;;) {
			const state = (await (await queue.getJob(fromKey(key)?.id ?? ''))?.getState()) ?? 'gone';
			if (isSo(state)) return;
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}

	/** Resolves once what the tools told is in the engine. */
	async function untilTold(key: string, isSo: (progress: object) => boolean): Promise<void> {
		for (;;) {
			const progress: unknown = (await queue.getJob(fromKey(key)?.id ?? ''))?.progress;
			if (typeof progress === 'object' && progress !== null && isSo(progress)) return;
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}

	function held(key: string): Held {
		const found = running.get(key);
		if (found === undefined) throw new Error(`${key} is not running.`);
		return found;
	}

	async function settle(key: string): Promise<void> {
		const { worker } = held(key);
		running.delete(key);
		await worker.close({ graceMs: 10_000 });
	}

	/** An embedded engine dies with its worker: what its next process does about it is done at once. */
	async function dieEmbedded(key: string): Promise<void> {
		const { worker, fail } = held(key);
		running.delete(key);
		const { sql } = engine;
		if (sql === undefined) throw new Error(`${key} was not started by a mortal worker.`);
		await recoverOrphans({ query: async (text, params) => ({ rows: await sql.query(text, params) }) });
		// What the dead worker would still say is refused by the engine: it holds the lock no more.
		fail(new Error('The worker died.'));
		await worker.close({ graceMs: 10_000 });
	}

	/** Another worker finds the job, as any does, and is kept from taking it. */
	async function dieForReal(key: string, mortal: StartedProgram): Promise<void> {
		await mortal.kill();
		mortals.delete(key);
		await queue.pause();
		const finder = createWorker({ engine, queue: name, lockMs: 1_000, stallCheckMs: 200, run: async () => undefined });
		const { id } = fromKey(key) ?? {};
		for (;;) {
			const [head] = await queue.getJobs(['waiting'], 0, 0, true);
			if (head?.id === id) break;
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		await finder.close();
		await queue.resume();
	}

	return {
		source,
		async openSecond() {
			const second = engine.source(options);
			sources.push(second);
			return second;
		},
		async add(job: NewJob = {}) {
			const { name: title = 'A job', kind = 'work', owner, pausable, size, lane, plain, batch } = job;
			const options = { ...(job.id === undefined ? {} : { jobId: job.id }), timestamp: job.createdAt, priority: lane };
			const data = plain ? { anything: 1 } : describeJob({}, { name: title, kind, owner, pausable, size, batch });
			const { id = '' } = await queue.add('task', data, options);
			return toKey(name, id);
		},
		async addFlow(count) {
			const { FlowProducer } = await import('bullmq');
			const flows = new FlowProducer(engine.bullmq.options, engine.bullmq.backend);
			const child = (index: number) => ({
				name: 'task',
				queueName: name,
				data: describeJob({}, { name: `Part ${index}` }),
			});
			const { job, children = [] } = await flows.add({
				name: 'flow',
				queueName: name,
				data: describeJob({}, { name: 'A flow' }),
				children: Array.from({ length: count }, (_, index) => child(index)),
			});
			await flows.close();
			return { parent: toKey(name, job.id ?? ''), children: children.map((each) => toKey(name, each.job.id ?? '')) };
		},
		async start({ mortal = false } = {}) {
			// Nobody else can be at what is embedded in this process.
			if (mortal && engine.kind !== 'pglite') {
				const program = await startProgram(holdJobs, [url, name, engine.bullmq.options.prefix ?? '']);
				mortals.set(program.line, program);
				return program.line;
			}
			return new Promise((resolve) => {
				const worker: JobWorker = createWorker({
					engine,
					queue: name,
					run: (job, tools) =>
						new Promise((finish, fail) => {
							const end = (result: JobResult | undefined) => {
								if (result !== undefined) tools.result(result);
								finish(undefined);
							};
							running.set(job.key, { worker, tools, finish: end, fail });
							resolve(untilTold(job.key, () => true).then(() => job.key));
						}),
				});
				workers.push(worker);
			});
		},
		async progress(key, { progress, step }) {
			const { tools } = held(key);
			if (step !== undefined) tools.step(step);
			if (progress !== null) tools.progress(progress);
			await untilTold(key, (told) => 'p' in told && told.p === progress && (step === undefined || 'step' in told));
		},
		async checkpoint(key) {
			const { tools, fail } = held(key);
			const passed = tools.checkpoint().then(
				() => 'went-on' as const,
				(error: unknown) => {
					fail(error);
					return settle(key).then(() => 'cancelled' as const);
				},
			);
			const paused = untilTold(key, (told) => 'pausedAt' in told).then(() => 'paused' as const);
			return Promise.race([passed, paused]);
		},
		async complete(key, result) {
			held(key).finish(result);
			await settle(key);
			await until(key, (state) => state === 'completed');
		},
		async fail(key, message) {
			held(key).fail(new Error(message));
			await settle(key);
			await until(key, (state) => state === 'failed');
		},
		async die(key) {
			const mortal = mortals.get(key);
			await (mortal === undefined ? dieEmbedded(key) : dieForReal(key, mortal));
		},
		async letUndoPass() {
			const held = (await source.list({ finishedSince: 0 })).filter(({ undoUntil }) => undoUntil !== undefined);
			clock.shift(undoMs + 10_000);
			for (const { key } of held) await until(key, (state) => state === 'gone');
		},
		async remove(key) {
			await queue.remove(fromKey(key)?.id ?? '');
		},
		async close() {
			await Promise.all([...mortals.values()].map((mortal) => mortal.kill()));
			for (const { fail } of running.values()) fail(new Error('The test is over.'));
			await Promise.all(workers.map((worker) => worker.close()));
			await Promise.all(sources.map((each) => each.close()));
		},
	};
}
