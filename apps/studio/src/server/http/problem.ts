import type { Problem, ProblemCode } from '../../api.ts';
import { Refused } from '../fault.ts';

const statuses: Record<ProblemCode, number> = {
	'signed-out': 401,
	forbidden: 403,
	'not-found': 404,
	'not-valid': 400,
	'too-large': 413,
	'not-a-picture': 415,
	'engine-unreachable': 503,
	internal: 500,
};

/** Turns whatever a route threw into an answer. What is not meant for people goes to `report`, not to the answer. */
export function toProblemResponse(error: unknown, report: (error: unknown) => void): Response {
	if (!(error instanceof Refused)) report(error);
	const refused =
		error instanceof Refused
			? error
			: new Refused('internal', { message: 'Something went wrong in Studio. Try again; the log says more.' });
	const { code, message, field } = refused;
	const problem: Problem = { error: field === undefined ? { code, message } : { code, message, field } };
	return Response.json(problem, { status: statuses[code], headers: { 'cache-control': 'no-store' } });
}
