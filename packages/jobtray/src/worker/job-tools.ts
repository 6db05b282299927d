import type { JobResult } from '../protocol/index.ts';

/** A job as the code that does it gets it. */
export interface WorkerJob<Data> {
	/** `queue:id`, as the board and the REST API name it. */
	key: string;
	id: string;
	/** The BullMQ job's name. */
	name: string;
	data: Data;
	/** Which attempt this is, from 1; counted up by a retry, not by a restart. */
	run: number;
}

/** What the code that does a job uses to be seen and steered. None of it fails, but `checkpoint`. */
export interface JobTools {
	/** Tells how far it is, 0..1; what lies outside is clamped. Call it as often as you like: it never waits. */
	progress(fraction: number): void;
	/** Tells what it is doing now, in a few words. Never waits. */
	step(text: string): void;
	/**
	 * Call it wherever the job can stop. Goes on at once when nothing was asked; waits while the job is paused; throws
	 * {@link JobCancelled} once it was cancelled and {@link JobInterrupted} when the worker closes. Between checkpoints a busy
	 * loop lets nothing else happen in its thread, so call it every few milliseconds of work.
	 */
	checkpoint(): Promise<void>;
	/** Aborts when the job is to stop, with the same reasons as `checkpoint` throws; hand it to `fetch` and child processes. */
	signal: AbortSignal;
	/** Says where the finished work is. The last call counts; shown once the job is completed. */
	result(result: JobResult): void;
	/** Adds a line to the job's log in BullMQ. Never waits. */
	log(line: string): void;
	/** How often this run has begun anew because its worker went away; 0 for the first time. */
	restarts: number;
}
