import * as v from 'valibot';
import type { CommandDone, Refusal, RefusalCode } from './commands.ts';
import { jobSchema } from './schemas.ts';

const codes = [
	'unauthenticated',
	'forbidden-origin',
	'not-found',
	'not-possible',
	'unknown-action',
	'too-many-requests',
	'engine-unreachable',
	'internal',
] as const satisfies readonly RefusalCode[];

/** The body of a refusal. */
export const refusalSchema = v.object({
	error: v.object({ code: v.picklist(codes), message: v.string() }),
}) satisfies v.GenericSchema<unknown, Refusal>;

/** Reads the body of a command that was carried out; a row that is no row is left out. Never throws. */
export function decodeCommandDone(body: unknown): CommandDone {
	const job = typeof body === 'object' && body !== null && 'job' in body ? body.job : undefined;
	const result = v.safeParse(jobSchema, job);
	return result.success ? { job: result.output } : {};
}

/** Reads the body of a refusal; `null` where it is none, as from a proxy in between. Never throws. */
export function decodeRefusal(body: unknown): Refusal['error'] | null {
	const result = v.safeParse(refusalSchema, body);
	return result.success ? result.output.error : null;
}
