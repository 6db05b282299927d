import { Hono } from 'hono';
import * as v from 'valibot';
import type { Me, People } from '../../api.ts';
import { toSetCookie } from '../auth/cookie.ts';
import type { Login } from '../auth/logins.ts';
import { Refused } from '../fault.ts';
import { readJson } from '../http/read-body.ts';
import type { StudioParts } from './studio-parts.ts';

const signInSchema = v.object({ person: v.string() });

/** Who can sign in, signing in and out. No passwords: this is a sample. */
export function createSessionRoutes(parts: StudioParts): Hono {
	const { people, logins, now } = parts;
	const toMe = ({ person, expiresAt }: Login): Me => {
		return { person, expiresAt, engine: parts.engine.kind, parallel: parts.parallel };
	};
	return new Hono()
		.get('/people', (c) => c.json<People>({ people: [...people.all] }))
		.get('/me', async (c) => {
			// Asked at the start of every page: nobody signed in is an answer here, not a refusal.
			const login = await logins.find(c.req.header('cookie'));
			return login ? c.json<Me>(toMe(login)) : c.body(null, 204);
		})
		.post('/session', async (c) => {
			const { person: id } = await readJson(c.req.raw, signInSchema);
			const person = people.find(id);
			if (!person) throw new Refused('not-valid', { message: 'Nobody has this name here.', field: 'person' });
			const before = await logins.find(c.req.header('cookie'));
			if (before) await end(before);
			const { login, cookie } = logins.begin(person);
			c.header('set-cookie', toSetCookie(cookie, { maxAgeSeconds: Math.floor((login.expiresAt - now()) / 1_000) }));
			return c.json<Me>(toMe(login));
		})
		.delete('/session', async (c) => {
			const login = await logins.find(c.req.header('cookie'));
			if (login) await end(login);
			c.header('set-cookie', toSetCookie('', { maxAgeSeconds: 0 }));
			return c.body(null, 204);
		});

	async function end(login: Login): Promise<void> {
		await logins.end(login);
		parts.endConnections({ viewerId: login.person.id, loginId: login.id });
	}
}
