import type { Job } from 'bullmq';
import { letGo } from '../bullmq/carry-out.ts';
import { cancelledReason, holdMs, toKey } from '../bullmq/job-row.ts';
import { startFirst } from '../bullmq/start-first.ts';
import { decodeTold, type ToldProgress } from '../bullmq/told-progress.ts';
import type { Clock } from '../protocol/index.ts';
import { systemClock } from '../server/clock.ts';
import { createJobRun, type JobRun } from './job-run.ts';
import type { WorkerJob } from './job-tools.ts';
import { createSlots } from './slots.ts';
import { JobInterrupted } from './stop-reasons.ts';
import type { JobWorker, WorkerOptions } from './worker-options.ts';

/** How long interrupted jobs may take to unwind before the worker closes without them. */
const unwindMs = 2_000;

interface Active {
	run: JobRun;
	over: Promise<void>;
	/** Lets the worker go on without a job that does not stop. */
	abandon(): void;
}

/**
 * Does the jobs of a queue, seen and steered from the tray; closed with the engine.
 *
 * ```ts
 * createWorker<{ scene: number }>({ engine, queue: 'render', concurrency: 2, async run(job, tools) {
 *   for (let frame = 0; frame < 1440; frame += 1) {
 *     await tools.checkpoint();
 *     await drawFrame(job.data.scene, frame);
 *     tools.progress((frame + 1) / 1440);
 *   }
 *   tools.result({ href: '/library/7' });
 * } });
 * ```
 */
export function createWorker<Data = unknown>(options: WorkerOptions<Data>): JobWorker {
	const { engine, queue, run, concurrency = 1, maxRestarts = 5, clock = systemClock } = options;
	const { control, onError } = engine;
	const jobs = engine.queue(queue);
	const slots = createSlots(concurrency);
	const active = new Map<string, Active>();
	const held = new Map<string, { id: string; addedAt: number }>();
	let stopping = false;
	let closing: Promise<void> | null = null;

	const starting = start();
	const ready = starting.then(() => undefined);
	// Whoever waits for `ready` gets the error; nobody need wait.
	ready.catch(() => undefined);

	async function start() {
		const bullmq = await import('bullmq');
		await control.ready;
		const bull = new bullmq.Worker(
			queue,
			(job, token = '') => work(job, token),
			{
				...engine.bullmq.options,
				autorun: false,
				concurrency,
				lockDuration: options.lockMs ?? 10_000,
				stalledInterval: options.stallCheckMs ?? 5_000,
				maxStalledCount: maxRestarts,
			},
			engine.bullmq.backend,
		);
		bull.on('error', onError);
		// Redis puts a stalled job at the head of its queue, Postgres at the tail.
		bull.on(
			'stalled',
			(id) =>
				void jobs
					.getJob(id)
					.then((job) => job && startFirst(job))
					.catch(onError),
		);
		bull.on('lockRenewalFailed', (ids) => {
			// Another worker has the job by now; what this one still does of it counts for nothing.
			for (const id of ids) active.get(toKey(queue, id))?.run.stop(new JobInterrupted());
		});
		for (const event of ['completed', 'failed'] as const) {
			bull.on(event, (job: Job | undefined) => {
				if (job?.id !== undefined && job.finishedOn) control.clear(toKey(queue, job.id)).catch(onError);
			});
		}
		await bull.waitUntilReady();
		if (!stopping) bull.run().catch(onError);

		/** Tells BullMQ of a free place; its loop looks at the number only when something wakes it. */
		async function setConcurrency(change: number): Promise<void> {
			bull.concurrency += change;
			if (change < 0 || stopping) return;
			await bull.pause(true);
			if (!stopping) await bull.resume();
		}

		async function hold(job: Job, token: string): Promise<never> {
			const key = toKey(queue, job.id ?? '');
			held.set(key, { id: job.id ?? '', addedAt: job.timestamp });
			await job.moveToDelayed(Date.now() + holdMs, token);
			// It may have been resumed while it was put aside.
			if (control.wishFor(key, job.timestamp)?.wanted !== 'paused') await letGoOf(key);
			throw new bullmq.DelayedError();
		}

		async function putBack(job: Job, token: string): Promise<never> {
			await job.moveToWait(token);
			await startFirst(job);
			throw new bullmq.WaitingError();
		}

		async function work(job: Job, token: string): Promise<unknown> {
			const id = job.id ?? '';
			const key = toKey(queue, id);
			const number = job.attemptsMade + 1;
			const told = decodeTold(job.progress);
			const before = told?.run === number ? told : null;
			const restarts = countRestarts(job, before);
			if (before !== null && job.stalledCounter > maxRestarts) {
				throw new bullmq.UnrecoverableError(`It was given up: its worker died ${job.stalledCounter} times.`);
			}
			const wanted = control.wishFor(key, job.timestamp)?.wanted;
			if (wanted === 'cancelled') throw new bullmq.UnrecoverableError(cancelledReason);
			if (wanted === 'paused') {
				if (before !== null) await job.updateProgress({ ...before, restarts, held: true, news: true });
				return hold(job, token);
			}

			const jobRun = createJobRun({
				run: number,
				restarts,
				write: (state) => job.updateProgress({ ...state }),
				writeLog: (line) => job.log(line),
				wish: () => control.wishFor(key, job.timestamp),
				onStopped: () => void setConcurrency(1).catch(onError),
				onGoOn: () => void setConcurrency(-1).catch(onError),
				slots,
				clock,
				onError,
			});
			let abandon = () => {};
			const abandoned = new Promise<never>((_, reject) => {
				abandon = () => reject(new JobInterrupted());
			});
			let finish = () => {};
			const over = new Promise<void>((resolve) => {
				finish = resolve;
			});
			active.set(key, { run: jobRun, over, abandon });
			slots.take();
			// Asked between the look above and now.
			jobRun.wishChanged();
			try {
				const given: WorkerJob<Data> = { key, id, name: job.name, data: job.data, run: number };
				const value = await Promise.race([(async () => run(given, jobRun.tools))(), abandoned]);
				await jobRun.end({ write: jobRun.result() !== undefined });
				return value === undefined ? jobRun.result() : value;
			} catch (error) {
				const reason = jobRun.stopReason();
				if (reason === null) {
					await jobRun.end({ write: true });
					throw error instanceof Error ? error : new Error(String(error));
				}
				if (reason.code === 'cancelled') {
					await jobRun.end({ write: true });
					throw new bullmq.UnrecoverableError(cancelledReason);
				}
				const isWished = control.wishFor(key, job.timestamp)?.wanted === 'paused';
				await jobRun.end({ write: false, held: isWished });
				return isWished ? await hold(job, token) : await putBack(job, token);
			} finally {
				active.delete(key);
				slots.leave();
				finish();
			}
		}

		return bull;
	}

	async function letGoOf(key: string): Promise<void> {
		const job = held.get(key);
		held.delete(key);
		if (job !== undefined) await letGo(jobs, job);
	}

	const stopListening = control.onNews((news) => {
		if (news.type !== 'wish') return;
		active.get(news.key)?.run.wishChanged();
		if (news.wish === null && held.has(news.key)) letGoOf(news.key).catch(onError);
	});

	async function closeAll(graceMs: number): Promise<void> {
		stopping = true;
		// What never began has nothing to close; `ready` has told why.
		const bull = await starting.catch(() => null);
		if (bull === null) {
			stopListening();
			disown();
			return;
		}
		await bull.pause(true);
		for (const each of active.values()) if (each.run.isPaused()) each.run.stop(new JobInterrupted());
		await allOver(graceMs);
		for (const each of active.values()) each.run.stop(new JobInterrupted());
		await allOver(unwindMs);
		for (const each of active.values()) each.abandon();
		await bull.close();
		stopListening();
		disown();
	}

	function allOver(withinMs: number): Promise<void> {
		return waitForAll(
			[...active.values()].map(({ over }) => over),
			{ withinMs, clock },
		);
	}

	const worker: JobWorker = {
		ready,
		close({ graceMs = 0 } = {}) {
			closing ??= closeAll(graceMs);
			return closing;
		},
	};
	const disown = engine.own({ close: () => worker.close() });
	return worker;
}

/** How often this run has begun before: as the helper has counted, or else as far as stalls explain earlier starts. */
function countRestarts(job: Job, before: ToldProgress | null): number {
	if (before !== null) return before.restarts + (before.held ? 0 : 1);
	return Math.max(0, Math.min(job.stalledCounter, job.attemptsStarted - job.attemptsMade - 1));
}

/** Resolves once all are, or when the time is over. */
async function waitForAll(all: readonly Promise<void>[], { withinMs, clock }: { withinMs: number; clock: Clock }) {
	if (all.length === 0 || withinMs <= 0) return;
	let callOff = () => {};
	const late = new Promise<void>((resolve) => {
		callOff = clock.setTimer(withinMs, resolve);
	});
	await Promise.race([Promise.all(all), late]);
	callOff();
}
