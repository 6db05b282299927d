import type { Clock } from '../protocol/index.ts';

/** The answer did not come in time. */
class DeadlineError extends Error {
	readonly code = 'deadline';
	constructor(what: string, limitMs: number) {
		super(`${what} did not answer within ${limitMs} ms. It is taken as unreachable; a later answer is ignored.`);
		this.name = 'DeadlineError';
	}
}

/** Waits for an answer, but not for ever. */
export function withDeadline<T>(
	answer: Promise<T>,
	limit: { clock: Clock; what: string; limitMs: number },
): Promise<T> {
	const { clock, what, limitMs } = limit;
	return new Promise((resolve, reject) => {
		const cancel = clock.setTimer(limitMs, () => reject(new DeadlineError(what, limitMs)));
		answer.then(resolve, reject).finally(cancel);
	});
}
