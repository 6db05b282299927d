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
	/** Reads the job anew; `null` if it is gone, or its id is another's by now. */
	look(): Promise<Subject | null>;
	/** Holds it and what it waits for, to be cancelled. Until when that can be taken back; `null` where the store does not let go of it. */
	hold(row: JobRow): Promise<number | null>;
	/** Takes that back. Whether it was in time. */
	release(row: JobRow): Promise<boolean>;
	now(): number;
}

const accepted = { type: 'accepted' } as const satisfies CommandOutcome;
const gone: CommandOutcome = { type: 'gone' };
const tooLate: CommandOutcome = { type: 'too-late' };

function notPossible(reason: string): CommandOutcome {
	return { type: 'not-possible', reason };
}

/** Carries out a command on a job. The same command again comes to the same answer. */
export async function carryOut(action: Action, context: CommandContext): Promise<CommandOutcome> {
	const subject = await context.look();
	if (subject === null) return gone;
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
			return undo(subject, context);
	}
}

/** A cancel that can be taken back for a while, or was carried out at once. */
export function toHeld(undoUntil: number, now: number): CommandOutcome {
	return undoUntil > now ? { ...accepted, undoUntil } : accepted;
}

async function cancel({ row, record }: Subject, context: CommandContext): Promise<CommandOutcome> {
	if (record.status === 'cancelled') return accepted;
	if (isEnded(row.state)) return notPossible('It has ended already.');
	if (row.state !== 'active') {
		const undoUntil = await context.hold(row);
		if (undoUntil !== null) return toHeld(undoUntil, context.now());
		// It was taken by a worker, or another's cancel was carried out, since we looked.
		const later = await context.look();
		if (later === null) return gone;
		if (later.row.state !== 'active' && !isEnded(later.row.state))
			return notPossible('The queue does not let go of it; it may belong to a schedule.');
		return cancel(later, context);
	}
	if (!record.can.cancel) return notPossible('Its worker cannot be asked to stop.');
	const { control, key, now } = context;
	const { addedAt } = row;
	if (control.wishFor(key, addedAt)?.wanted !== 'cancelled')
		await control.wish(key, { wanted: 'cancelled', at: now(), addedAt });
	return accepted;
}

async function undo({ row, record }: Subject, context: CommandContext): Promise<CommandOutcome> {
	if (row.undoUntil !== null) {
		if (await context.release(row)) return accepted;
		const later = await context.look();
		if (later === null) return gone;
		// It was taken back, or carried out, since we looked; the store has not both.
		if (later.row.undoUntil === null) return undo(later, context);
		return tooLate;
	}
	if (record.status === 'cancelled') return tooLate;
	if (isEnded(row.state)) return notPossible('It has ended already.');
	if (context.control.wishFor(context.key, row.addedAt)?.wanted === 'cancelled')
		return notPossible('Its worker has been asked to stop, and that cannot be taken back.');
	return accepted;
}

async function pause({ row, record }: Subject, { control, key, now }: CommandContext): Promise<CommandOutcome> {
	if (isEnded(row.state)) return notPossible('It has ended already.');
	if (!record.can.pause) return notPossible('It cannot pause.');
	const { addedAt } = row;
	const wanted = control.wishFor(key, addedAt)?.wanted;
	if (wanted === 'cancelled' || row.undoUntil !== null) return notPossible('It is being cancelled.');
	if (wanted !== 'paused') await control.wish(key, { wanted: 'paused', at: now(), addedAt });
	return accepted;
}

async function resume({ row, record }: Subject, context: CommandContext): Promise<CommandOutcome> {
	const { control, key, queue } = context;
	if (isEnded(row.state)) return notPossible('It has ended already.');
	const isLeaving = row.undoUntil !== null || control.wishFor(key, row.addedAt)?.wanted === 'cancelled';
	if (isLeaving) return notPossible('It is being cancelled.');
	if (!record.can.pause) return notPossible('It cannot pause.');
	await control.clear(key);
	if (row.held) await letGo(queue, row);
	return accepted;
}

/** Puts a held job back into its queue, first in line: it had its turn when it was held. */
export async function letGo(queue: JobQueue, { id, addedAt }: Pick<JobRow, 'id' | 'addedAt'>): Promise<void> {
	const job = await queue.getJob(id);
	if (job?.timestamp !== addedAt || (await job.getState()) !== 'delayed') return;
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
	if (job?.timestamp !== row.addedAt) return gone;
	try {
		await job.retry('failed');
	} catch (error) {
		const later = await context.look();
		if (later === null) return gone;
		if (isEnded(later.row.state)) throw error;
	}
	return accepted;
}
