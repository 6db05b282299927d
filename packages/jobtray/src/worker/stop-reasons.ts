/** Thrown by `checkpoint()`, and the reason of `signal`, once the job has been cancelled. Let it pass. */
export class JobCancelled extends Error {
	override readonly name = 'JobCancelled';
	readonly code = 'cancelled';

	constructor() {
		super('The job was cancelled. Stop, remove what is half done, and let this error pass.');
	}
}

/** Thrown by `checkpoint()`, and the reason of `signal`, when the worker closes: the job runs again from its start later. */
export class JobInterrupted extends Error {
	override readonly name = 'JobInterrupted';
	readonly code = 'interrupted';

	constructor() {
		super('The worker is closing; the job will be run again. Stop, and let this error pass.');
	}
}
