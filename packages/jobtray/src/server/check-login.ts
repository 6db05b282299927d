import type { Clock } from '../protocol/index.ts';
import { withDeadline } from './deadline.ts';
import type { Log } from './log.ts';
import { type Authenticate, type AuthRequest, isOver, type Viewer } from './viewer.ts';

/** A login that cannot be looked up in this time is answered with "try again", milliseconds. */
const authenticateMs = 10_000;

/** What came of looking a login up. */
export type Login =
	| { type: 'valid'; viewer: Viewer }
	/** Nobody is logged in, or the login is over. */
	| { type: 'none' }
	/** The host threw, or took too long. */
	| { type: 'unknown' };

/** Looks up who a request comes from. Never rejects. */
export type CheckLogin = (request: AuthRequest) => Promise<Login>;

/** Creates what looks logins up, the same for REST and for sockets. */
export function createLoginCheck(options: { authenticate: Authenticate; clock: Clock; log: Log }): CheckLogin {
	const { authenticate, clock, log } = options;
	return async (request) => {
		const ask = async () => authenticate(request);
		try {
			const viewer = await withDeadline(ask(), { clock, what: 'the login', limitMs: authenticateMs });
			return viewer === null || isOver(viewer, clock.now()) ? { type: 'none' } : { type: 'valid', viewer };
		} catch (error) {
			log({ level: 'error', event: 'login-check-failed', message: 'A login could not be looked up.', error });
			return { type: 'unknown' };
		}
	};
}
