import { setImmediate } from 'node:timers/promises';
import { toStep } from '../bullmq/plain-progress.ts';
import { type ToldProgress, toResult } from '../bullmq/told-progress.ts';
import type { Wish } from '../bullmq/wish.ts';
import type { Clock } from '../protocol/index.ts';
import type { JobTools } from './job-tools.ts';
import { createProgressWriter } from './progress-writer.ts';
import type { Slots } from './slots.ts';
import { JobCancelled, type JobInterrupted } from './stop-reasons.ts';

/** Work between two checkpoints after which the second lets timers, sockets and the engine have their turn. */
const breathAfterMs = 20;

/** How long the end of a job waits for the last lines of its log. */
const lastLinesMs = 1_000;

/** What a run needs of its surroundings. */
export interface JobRunOptions {
	run: number;
	restarts: number;
	/** Writes the job's BullMQ progress. */
	write(told: ToldProgress): Promise<void>;
	writeLog(line: string): Promise<unknown>;
	wish(): Wish | undefined;
	/** Called when the job has stopped at a checkpoint, and its place is free. */
	onStopped(): void;
	/** Called when the job wants its place back. */
	onGoOn(): void;
	slots: Slots;
	clock: Clock;
	onError(error: unknown): void;
}

/** One attempt at a job, from the worker's side. */
export interface JobRun {
	tools: JobTools;
	/** Why the run is to stop, once it is. */
	stopReason(): JobCancelled | JobInterrupted | null;
	/** Aborts the run's signal, and makes its checkpoints throw. The first reason holds. */
	stop(reason: JobCancelled | JobInterrupted): void;
	/** Looks at the wish again. */
	wishChanged(): void;
	/** Whether it waits at a checkpoint. */
	isPaused(): boolean;
	/** Ends the run's writes. Resolves once the last is done: the state told, where it is new or `told` adds to it. */
	end(last: { write: boolean; held?: boolean }): Promise<void>;
	/** What the job's code said of where the work is. */
	result(): ToldProgress['result'];
}

/** Builds the tools of one attempt. */
export function createJobRun(options: JobRunOptions): JobRun {
	const { run, restarts, wish, slots, clock, onError } = options;
	const controller = new AbortController();
	let state: ToldProgress = { jobtray: 1, run, p: null, restarts, pausedMs: 0 };
	let newsDue = true;
	let over = false;
	let reason: JobCancelled | JobInterrupted | null = null;
	let wake: () => void = () => {};
	let logs: Promise<unknown> = Promise.resolve();
	let breathedAt = clock.now();

	const writer = createProgressWriter({
		async write(told) {
			await options.write(told);
			if (told.news === true) newsDue = false;
		},
		onError,
		clock,
	});

	function payload(): ToldProgress {
		return newsDue ? { ...state, news: true } : state;
	}

	function change(changes: Partial<ToldProgress>): void {
		if (over) return;
		state = { ...state, ...changes };
		writer.tell(payload());
	}

	/** A change of which people must hear whatever else is written. */
	function changeNow(changes: Partial<ToldProgress>): void {
		if (over) return;
		newsDue = true;
		state = { ...state, ...changes };
		writer.tellNow(payload()).catch(onError);
	}

	function isToPause(): boolean {
		return wish()?.wanted === 'paused' && reason === null;
	}

	async function pauseHere(): Promise<void> {
		const pausedAt = clock.now();
		changeNow({ pausedAt });
		slots.leave();
		options.onStopped();
		while (isToPause()) {
			await new Promise<void>((resolve) => {
				wake = resolve;
			});
		}
		options.onGoOn();
		if (!slots.hasFree() && reason === null) changeNow({ waits: true });
		await slots.wait(controller.signal);
		changeNow({ pausedAt: undefined, waits: undefined, pausedMs: state.pausedMs + clock.now() - pausedAt });
	}

	const tools: JobTools = {
		progress(fraction) {
			if (Number.isFinite(fraction)) change({ p: Math.min(1, Math.max(0, fraction)) });
		},
		step: (text) => change({ step: toStep(String(text)) }),
		async checkpoint() {
			if (clock.now() - breathedAt >= breathAfterMs) {
				await setImmediate();
				breathedAt = clock.now();
			}
			if (isToPause() && !over) await pauseHere();
			if (reason !== null) throw reason;
		},
		signal: controller.signal,
		result: (result) => change({ result: toResult(result) }),
		log(line) {
			if (!over) logs = logs.then(() => options.writeLog(String(line))).catch(onError);
		},
		restarts,
	};
	writer.tell(payload());

	return {
		tools,
		stopReason: () => reason,
		stop(why) {
			if (reason !== null || over) return;
			reason = why;
			controller.abort(why);
			wake();
		},
		wishChanged() {
			if (wish()?.wanted === 'cancelled') this.stop(new JobCancelled());
			wake();
		},
		isPaused: () => state.pausedAt !== undefined && !state.waits,
		async end({ write, held }) {
			if (held === true) {
				newsDue = true;
				state = { ...state, held, pausedAt: undefined, waits: undefined };
				writer.tell(payload());
			}
			over = true;
			if (write || held === true) await writer.tellNow(payload());
			await writer.stop();
			let callOff = () => {};
			const late = new Promise<void>((resolve) => {
				callOff = clock.setTimer(lastLinesMs, resolve);
			});
			await Promise.race([logs, late]);
			callOff();
		},
		result: () => state.result,
	};
}
