import type { JobId, MeantId } from './job-row.ts';
/** How long the store remembers jobs that were cancelled before they began, milliseconds: as long as a gateway lists them by default. */
export const keepCancelledMs = 24 * 60 * 60_000;

/** Jobs in one step of a bulk operation. */
export const chunkCancels = 500;

/** Cancelling before the start. */
export interface CancelTimes {
	/** Epoch ms. */
	askedAt: number;
	/** Not carried out before this time, epoch ms. */
	undoUntil: number;
}

/** What came of those that were due. */
export interface Settled {
	/** Cancelled for good, and out of BullMQ. */
	ended: JobId[];
	/** They had begun after all, against the hold: another program moved them. Nothing is asked of them any more. */
	escaped: JobId[];
	/** Parents of what ended. */
	parents: JobId[];
	/** There may be more that is due. */
	more: boolean;
	/** When the next is due, epoch ms; `null` where nothing is being cancelled. In the past where another process is at it. */
	nextAt: number | null;
}

/**
 * Jobs that are being cancelled before they begin, and those that were, kept in the store itself: whichever process comes
 * back carries out what is due. Each call is atomic, and harmless when repeated or made by several processes at once. What
 * was held and is gone, with its id given to another job, has nothing to do with that.
 */
export interface Cancels {
	/** Holds jobs that have not begun, so that no worker starts them. Returns those that are held by now, whoever did it. */
	hold(ids: readonly MeantId[], times: CancelTimes): Promise<{ id: JobId; undoUntil: number }[]>;
	/** Lets jobs go on from where they were, before `undoUntil` and not from then on. Returns those that were let go. */
	release(ids: readonly MeantId[], now: number): Promise<JobId[]>;
	/** Takes out of BullMQ what is due in these queues, a chunk at a time, and forgets what ended long ago. */
	settle(queues: readonly string[], now: number): Promise<Settled>;
}
