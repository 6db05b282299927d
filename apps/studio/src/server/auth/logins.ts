import { randomUUID } from 'node:crypto';
import type { Person } from '../../api.ts';
import type { People } from '../data/people.ts';
import type { Sql } from '../data/sql.ts';
import { findCookie, readTicket, signTicket } from './cookie.ts';

const loginMs = 7 * 24 * 3_600_000;

/** Somebody who is signed in, and which of their logins it is. */
export interface Login {
	person: Person;
	id: string;
	/** Epoch ms. */
	expiresAt: number;
}

/** Knows who is signed in, from their cookie. */
export interface Logins {
	/** Signs a person in. */
	begin(person: Person): { login: Login; cookie: string };
	/** Who a `cookie` header belongs to; `null` for nobody, and for a login that has ended. */
	find(cookieHeader: string | null | undefined): Promise<Login | null>;
	/** Ends a login for good: its cookie is worth nothing from then on, also after a restart. */
	end(login: Login): Promise<void>;
}

/** Creates the logins. There are no passwords: Studio is a sample, and says so where one signs in. */
export async function createLogins(options: {
	sql: Sql;
	people: People;
	key: Uint8Array;
	now?: () => number;
}): Promise<Logins> {
	const { sql, people, key, now = Date.now } = options;
	await sql.query('delete from studio.ended_login where expires_at < $1', [now()]);

	return {
		begin(person) {
			const login = { person, id: randomUUID(), expiresAt: now() + loginMs };
			const ticket = { loginId: login.id, personId: person.id, expiresAt: login.expiresAt };
			return { login, cookie: signTicket(ticket, key) };
		},
		async find(cookieHeader) {
			const value = findCookie(cookieHeader);
			const ticket = value === null ? null : readTicket(value, { key, now: now() });
			if (!ticket) return null;
			// Asked each time: another Studio on the same database may have ended it.
			const ended = await sql.query('select 1 from studio.ended_login where id = $1', [ticket.loginId]);
			if (ended.length > 0) return null;
			const person = people.find(ticket.personId);
			return person ? { person, id: ticket.loginId, expiresAt: ticket.expiresAt } : null;
		},
		async end({ id, expiresAt }) {
			await sql.query('insert into studio.ended_login (id, expires_at) values ($1, $2) on conflict do nothing', [
				id,
				expiresAt,
			]);
		},
	};
}
