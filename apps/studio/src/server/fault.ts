import type { ProblemCode } from '../api.ts';

/** A request that is refused for a reason the person can understand; becomes a {@link Problem}. */
export class Refused extends Error {
	override readonly name = 'Refused';
	readonly code: ProblemCode;
	/** The field of the request that is wrong, where one is. */
	readonly field: string | undefined;

	constructor(code: ProblemCode, options: { message: string; field?: string; cause?: unknown }) {
		super(options.message, { cause: options.cause });
		this.code = code;
		this.field = options.field;
	}
}

/** Studio cannot start, for a reason the person at the terminal can mend. Printed as one line. */
export class CannotStart extends Error {
	override readonly name = 'CannotStart';
	readonly code:
		| 'port-taken'
		| 'port-not-valid'
		| 'port-refused'
		| 'engine-not-usable'
		| 'database-not-valid'
		| 'parallel-not-valid'
		| 'front-end-not-built'
		| 'data-not-usable';

	constructor(code: CannotStart['code'], options: { message: string; cause?: unknown }) {
		super(options.message, { cause: options.cause });
		this.code = code;
	}
}

/** The answer to what is not there, and to what is not for this person: both look the same. */
export function notFound(what: string): Refused {
	return new Refused('not-found', { message: `There is no such ${what}. It may have been removed.` });
}
