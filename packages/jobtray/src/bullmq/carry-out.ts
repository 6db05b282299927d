import type { Action } from '../protocol/index.ts';
import type { CommandOutcome, JobRecord } from '../server/source.ts';
import type { Control } from './control.ts';
import type { JobQueue } from './engine.ts';
import type { JobRow } from './job-row.ts';
import { startFirst } from './start-first.ts';
import { isEnded } from './to-job-record.ts';

/** A job as it is now, in the store's words and in the board's. */
export interface Subject {
	row: JobRow;
	record: JobRecord;
}

/** What a command needs. */
export interface CommandContext {
	key: string;
	queue: JobQueue;
	control: Control;
	/** Reads the job anew; `null` if it is gone. */
	look(): Promise<Subject | null>;
	/** When a job of this key was cancelled out of the store, as far as is remembered. */
	wasCancelled(): boolean;
	/** Remembers that, and tells all gateways. */
	tellCancelled(): Promise<void>;
	now(): number;
}

const accepted: CommandOutcome = { type: 'accepted' };
const gone: CommandOutcome = { type: 'gone' };

function notPossible(reason: string): CommandOutcome {
	return { type: 'not-possible', reason };
}

/** Carries out a command on a job. The same command again comes to the same answer. */
export async function carryOut(action: Action, context: CommandContext): Promise<CommandOutcome> {
	const subject = await context.look();
	if (subject === null) return action === 'cancel' && context.wasCancelled() ? accepted : gone;
	switch (action) {
		case 'cancel':
			return cancel(subject, context);
		case 'pause':
			return pause(subject, context);
		case 'resume':
			return resume(subject, context);
		case 'retry':
			return retry(subject, context);
		case 'undo':
			return notPossible('It is not being cancelled.');
	}
}

async function cancel({ row, record }: Subject, context: CommandContext): Promise<CommandOutcome> {
	if (record.status === 'cancelled') return accepted;
	if (isEnded(row.state)) return notPossible('It has ended already.');
	if (row.state !== 'active') {
		if (await remove(row, context)) return accepted;
		// It was taken by a worker, or by another's cancel, since we looked.
		const later = await context.look();
		if (later === null) return context.wasCancelled() ? accepted : gone;
		if (later.row.state !== 'active')
			return notPossible('The queue does not let go of it; it may belong to a schedule.');
		return cancel(later, context);
	}
	if (!record.can.cancel) return notPossible('Its worker cannot be asked to stop.');
	const { control, key, now } = context;
	if (control.wishFor(key)?.wanted !== 'cancelled') await control.wish(key, { wanted: 'cancelled', at: now() });
	return accepted;
}

async function remove(row: JobRow, context: CommandContext): Promise<boolean> {
	const job = await context.queue.getJob(row.id);
	if (job === undefined) return false;
	try {
		await job.remove();
	} catch {
		// Locked by a worker, gone, or owned by a scheduler: BullMQ tells these apart by text only, so the caller looks again.
		return false;
	}
	await context.control.clear(context.key);
	await context.tellCancelled();
	return true;
}

async function pause({ row, record }: Subject, { control, key, now }: CommandContext): Promise<CommandOutcome> {
	if (isEnded(row.state)) return notPossible('It has ended already.');
	if (!record.can.pause) return notPossible('It cannot pause.');
	const wanted = control.wishFor(key)?.wanted;
	if (wanted === 'cancelled') return notPossible('It is being cancelled.');
	if (wanted !== 'paused') await control.wish(key, { wanted: 'paused', at: now() });
	return accepted;
}

async function resume({ row, record }: Subject, context: CommandContext): Promise<CommandOutcome> {
	const { control, key, queue } = context;
	if (isEnded(row.state)) return notPossible('It has ended already.');
	if (control.wishFor(key)?.wanted === 'cancelled') return notPossible('It is being cancelled.');
	if (!record.can.pause) return notPossible('It cannot pause.');
	await control.clear(key);
	if (row.held) await letGo(queue, row.id);
	return accepted;
}

/** Puts a held job back into its queue, first in line: it had its turn when it was held. */
export async function letGo(queue: JobQueue, id: string): Promise<void> {
	const job = await queue.getJob(id);
	if (job === undefined || (await job.getState()) !== 'delayed') return;
	try {
		await job.promote();
	} catch (error) {
		// Another's resume was first; anything else must be known.
		if ((await job.getState()) === 'delayed') throw error;
		return;
	}
	await startFirst(job);
}

async function retry({ row, record }: Subject, context: CommandContext): Promise<CommandOutcome> {
	if (!isEnded(row.state)) return record.run > 1 ? accepted : notPossible('It has not ended.');
	if (row.state === 'completed') return notPossible('It was completed.');
	// A wish of the last run must not meet the next.
	await context.control.clear(context.key);
	const job = await context.queue.getJob(row.id);
	if (job === undefined) return gone;
	try {
		await job.retry('failed');
	} catch (error) {
		const later = await context.look();
		if (later === null) return gone;
		if (isEnded(later.row.state)) throw error;
	}
	return accepted;
}
