import type { ProblemCode } from '../../api.ts';

/** A request that was refused or did not arrive. `message` is for the person; branch on `code`. */
export class ProblemError extends Error {
	override readonly name = 'ProblemError';
	readonly code: ProblemCode | 'unreachable';
	/** The form field that is wrong, where one is. */
	readonly field: string | undefined;

	constructor(problem: { code: ProblemCode | 'unreachable'; message: string; field?: string }) {
		super(problem.message);
		this.code = problem.code;
		this.field = problem.field;
	}
}

/** What to show for a caught value: its own sentence where it is a {@link ProblemError}, else a general one. */
export function toProblem(error: unknown): ProblemError {
	if (error instanceof ProblemError) return error;
	return new ProblemError({ code: 'internal', message: 'Something went wrong in this page. Reload it and try again.' });
}
