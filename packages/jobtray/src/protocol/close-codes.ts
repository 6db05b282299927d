/** Why a connection was closed, and so whether to come back. Private range of RFC 6455, section 7.4.2, but for 1012. */
export const closeCodes = {
	/** The server restarts; come back with jitter. Registered with IANA as "service restart". */
	restart: 1012,
	/** A frame broke the protocol; come back slowly. */
	malformed: 4400,
	/** Not logged in, or no longer; come back once logged in. */
	unauthenticated: 4401,
	/** Logged in, but not allowed here; do not come back. */
	forbidden: 4403,
	/** Nothing was heard for too long; come back. */
	silent: 4408,
	/** Does not read fast enough; come back and resume. */
	slow: 4409,
	/** Too many connections of one viewer; come back slowly. */
	tooMany: 4429,
} as const;

/** What a client does after a close. */
export type AfterClose = 'retry' | 'retry-slowly' | 'login' | 'stop';

/** Maps a close code, also one that no Jobtray server sends, to what a client does next. */
export function toAfterClose(code: number): AfterClose {
	switch (code) {
		case closeCodes.unauthenticated:
			return 'login';
		case closeCodes.forbidden:
			return 'stop';
		case closeCodes.malformed:
		case closeCodes.tooMany:
			return 'retry-slowly';
		default:
			return 'retry';
	}
}
