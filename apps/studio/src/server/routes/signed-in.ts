import type { MiddlewareHandler } from 'hono';
import type { Login } from '../auth/logins.ts';
import { Refused } from '../fault.ts';
import type { StudioParts } from './studio-parts.ts';

/** Routes that know who asks. */
export interface SignedIn {
	Variables: { login: Login };
}

/** Lets only those pass who are signed in, and tells the route who they are. */
export function signedIn({ logins }: Pick<StudioParts, 'logins'>): MiddlewareHandler<SignedIn> {
	return async (c, next) => {
		const login = await logins.find(c.req.header('cookie'));
		if (!login) throw new Refused('signed-out', { message: 'You are not signed in. Sign in and try again.' });
		c.set('login', login);
		await next();
	};
}
