import type { Refusal, RefusalCode } from '../../protocol/index.ts';

/** A refusal with its HTTP status. */
export interface RefusalAnswer {
	status: 400 | 401 | 403 | 404 | 409 | 426 | 429 | 500 | 503;
	body: Refusal;
}

const refusals: Record<RefusalCode, { status: RefusalAnswer['status']; message: string }> = {
	unauthenticated: { status: 401, message: 'Nobody is logged in, or the login is over. Log in and try again.' },
	'forbidden-origin': {
		status: 403,
		message:
			'This request does not come from a page that may send it. Send it from the site itself, with `x-jobtray: 1`.',
	},
	// The same for a job that is another's as for one that does not exist: no letter may tell them apart.
	'not-found': { status: 404, message: 'There is no such thing here. Jobs leave the list some time after their end.' },
	'not-possible': { status: 409, message: 'The job does not allow it now. Look at its state and try again.' },
	'too-late': { status: 409, message: 'It is too late: the job is cancelled for good.' },
	'unknown-action': {
		status: 404,
		message: 'There is no such action. Ask for pause, resume, cancel, retry or undo.',
	},
	'too-many-requests': {
		status: 429,
		message: 'Too many requests at once. Wait for the time that `Retry-After` says.',
	},
	'engine-unreachable': {
		status: 503,
		message: 'The job engine does not answer. Nothing was changed; try again soon.',
	},
	unavailable: {
		status: 503,
		message: 'Who is logged in could not be looked up. Nothing was changed; try again soon.',
	},
	restarting: { status: 503, message: 'This server restarts. Nothing was changed; try again at once.' },
	internal: { status: 500, message: 'Something went wrong here. The log of the server says what.' },
};

/** A refusal by its code. `message` replaces the usual text. */
export function toRefusal(code: RefusalCode, message?: string): RefusalAnswer {
	const usual = refusals[code];
	return { status: usual.status, body: { error: { code, message: message ?? usual.message } } };
}

/** What every answer carries: it is data for the page that asked, and nothing else. */
export const securityHeaders: Readonly<Record<string, string>> = {
	'cache-control': 'no-store',
	'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
	'cross-origin-resource-policy': 'same-origin',
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
};
