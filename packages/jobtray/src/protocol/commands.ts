import type { Action, Job } from './job.ts';

/** Answer to a command that was carried out or had been carried out before. */
export interface CommandDone {
	/** The row as it stands now, `wanted` included; absent where the job left the board with the command. */
	job?: Job;
}

/** Why a request was refused. Branch on `code`, never on the text. */
export type RefusalCode =
	| 'unauthenticated'
	| 'forbidden-origin'
	| 'not-found'
	| 'not-possible'
	| 'unknown-action'
	| 'too-many-requests'
	| 'engine-unreachable'
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
export const actions = ['pause', 'resume', 'cancel', 'retry'] as const satisfies readonly Action[];

/** Every reason for a refusal. */
export const refusalCodes = [
	'unauthenticated',
	'forbidden-origin',
	'not-found',
	'not-possible',
	'unknown-action',
	'too-many-requests',
	'engine-unreachable',
	'internal',
] as const satisfies readonly RefusalCode[];
