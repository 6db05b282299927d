import type { Action, Job } from './job.ts';

/** Answer to a command that was carried out or had been carried out before. */
export interface CommandDone {
	/** The row as it stands now, `wanted` included; absent where the job left the board with the command. */
	job?: Job;
	/** Where the board stood then: `job.rev` can be compared with rows of the same board's life only, and the next gateway has another. */
	cursor?: string;
}

/**
 * What can be asked of many jobs at once, only ever the viewer's own: cancel those that wait, cancel all that have not
 * ended but those that run, take back what can be taken back.
 */
export type BulkAction = 'cancel-queued' | 'cancel-others' | 'undo';

/** Answer to a bulk command. What was not asked of a job because it needed nothing counts as neither. */
export interface BulkDone {
	/** Jobs that were asked, and follow. */
	accepted: number;
	/** Jobs that could not be asked any more: begun, ended or gone in between. */
	refused: number;
}

/** Why a request was refused. Branch on `code`, never on the text. */
export type RefusalCode =
	| 'unauthenticated'
	| 'forbidden-origin'
	| 'not-found'
	| 'not-possible'
	| 'too-late'
	| 'unknown-action'
	| 'too-many-requests'
	| 'engine-unreachable'
	| 'unavailable'
	| 'restarting'
	| 'internal';

/** Body of every refusal of the REST API. */
export interface Refusal {
	error: {
		code: RefusalCode;
		/** What happened, and what to do. */
		message: string;
	};
}

/** Answer of `GET /jobs`. */
export interface JobList {
	jobs: Job[];
}

/** Every action, in the order in which a tray offers them. */
export const actions = ['pause', 'resume', 'cancel', 'retry', 'undo'] as const satisfies readonly Action[];

/** Everything that can be asked of many jobs at once. */
export const bulkActions = ['cancel-queued', 'cancel-others', 'undo'] as const satisfies readonly BulkAction[];
