import type { Engine } from '../bullmq/engine.ts';
import type { Clock } from '../protocol/index.ts';
import type { JobTools, WorkerJob } from './job-tools.ts';

/** How to do the jobs of a queue. */
export interface WorkerOptions<Data> {
	engine: Engine;
	/** The queue's name. */
	queue: string;
	/** Jobs at a time; default 1. Paused ones do not count. */
	concurrency?: number;
	/** Does one job. What it returns is the job's return value in BullMQ; what it throws fails the job. */
	run: (job: WorkerJob<Data>, tools: JobTools) => Promise<unknown>;
	/**
	 * How long a silent worker keeps its job, in ms; default 10,000. A job whose worker died is run again after this and one
	 * `stallCheckMs`. A thread that is busy for longer without a checkpoint counts as dead.
	 */
	lockMs?: number;
	/** How often jobs of dead workers are looked for, in ms; default 5,000. */
	stallCheckMs?: number;
	/** A job whose worker died more often than this fails, so that one that kills its process does not do so for ever; default 5. */
	maxRestarts?: number;
	/** Default the machine's. */
	clock?: Clock;
}

/** A worker at work. */
export interface JobWorker {
	/** Resolves once it takes jobs. */
	ready: Promise<void>;
	/**
	 * Takes no more jobs, waits up to `graceMs` (default 0) for those under way, then interrupts them: they go back to the head
	 * of their queue, and paused ones stay paused; each begins again from its start. Takes about 2 s longer than `graceMs` at
	 * most. Idempotent.
	 */
	close(options?: { graceMs?: number }): Promise<void>;
}
