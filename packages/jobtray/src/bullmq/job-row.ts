/** Where BullMQ has a job. */
export type EngineState = 'waiting' | 'active' | 'delayed' | 'waiting-children' | 'completed' | 'failed';

/** A job's place in the store. */
export interface JobId {
	queue: string;
	id: string;
}

/** The job that is meant: of this birth, where that is given. */
export interface MeantId extends JobId {
	/** Epoch ms; an id may be given to another job once its own is gone. Default: whichever has the id. */
	addedAt?: number;
}

/** The few fields of a job from which its status and run follow. */
export interface JobLine extends JobId {
	state: EngineState;
	attemptsMade: number;
	/** It was put aside by {@link holdMs}. */
	held: boolean;
	/** Its failure is our mark for "was cancelled". */
	cancelled: boolean;
	/** The worker helper's word on a pause at a checkpoint, of the run it names. */
	stopped: { run: number; waits: boolean } | null;
	/** It is being cancelled before it began; until this time nothing is lost. */
	undoUntil: number | null;
	/** When it was added; `null` where nobody can tell any more. */
	addedAt: number | null;
}

/** A job as the store has it, in one shape for all stores. Nothing in it is trusted. */
export interface JobRow extends JobLine {
	name: string;
	/** The data, or only what is under `jobtray` in it where nothing else is asked for. */
	data: unknown;
	progress: unknown;
	/** What the job returned, as far as it has the shape of a result. */
	returned: unknown;
	failedReason: string | null;
	priority: number;
	attemptsStarted: number;
	stalledCount: number;
	addedAt: number;
	processedAt: number | null;
	finishedAt: number | null;
	/** When its cancelling was asked for; with {@link JobLine.undoUntil}. */
	askedAt: number | null;
	/** It was cancelled before it began, and only our own note of it is left. */
	isGone: boolean;
	/** The parent of its flow. */
	parent: JobId | null;
	/** How many children of its own BullMQ knows, ended ones included; 0 for a job that is no parent. */
	children: number;
}

/**
 * How far into the future a held job is put: five years. BullMQ on Redis keeps the time in 41 bits, which ends in 2039.
 */
export const holdMs = 5 * 365 * 24 * 60 * 60_000;

/** A delay this long is a hold; the slack is for the moment between reckoning and writing it. */
export const holdAtLeastMs = holdMs - 60 * 60_000;

/**
 * How a cancelled run's failure reads in BullMQ, which has no state for it. A worker of your own ends a run that it was
 * asked to cancel with `throw new UnrecoverableError(cancelledReason)`; the board then has it as cancelled, not as failed.
 */
export const cancelledReason = 'jobtray: cancelled';

/** The key of a job on the board. */
export function toKey(queue: string, id: string): string {
	return `${queue}:${id}`;
}

/** The parts of a key; queue names hold no colon, job ids may. */
export function fromKey(key: string): { queue: string; id: string } | null {
	const at = key.indexOf(':');
	return at <= 0 || at === key.length - 1 ? null : { queue: key.slice(0, at), id: key.slice(at + 1) };
}
