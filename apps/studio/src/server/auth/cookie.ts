import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';

/** Name of the login cookie. */
export const cookieName = 'studio_login';

const ticketSchema = v.object({ loginId: v.string(), personId: v.string(), expiresAt: v.number() });

/** What a login cookie says, once its signature has been found right. */
export type Ticket = v.InferOutput<typeof ticketSchema>;

/** Writes a ticket as a cookie's value that nobody without the key can make or change. */
export function signTicket(ticket: Ticket, key: Uint8Array): string {
	const body = Buffer.from(JSON.stringify(ticket)).toString('base64url');
	return `${body}.${signatureOf(body, key).toString('base64url')}`;
}

/** Reads a cookie's value; `null` where it is not ours, was changed, or has expired at `now`. */
export function readTicket(value: string, { key, now }: { key: Uint8Array; now: number }): Ticket | null {
	const [body, signature, ...rest] = value.split('.');
	if (body === undefined || signature === undefined || rest.length > 0) return null;
	const given = Buffer.from(signature, 'base64url');
	const right = signatureOf(body, key);
	if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
	const ticket = v.safeParse(ticketSchema, parseJson(Buffer.from(body, 'base64url').toString('utf8')));
	return ticket.success && ticket.output.expiresAt > now ? ticket.output : null;
}

/** The value of the login cookie in a `cookie` header. */
export function findCookie(header: string | null | undefined): string | null {
	for (const part of header?.split(';') ?? []) {
		const at = part.indexOf('=');
		if (part.slice(0, at).trim() === cookieName) return part.slice(at + 1).trim();
	}
	return null;
}

/** A `set-cookie` header that stores the login, or with `maxAgeSeconds: 0` removes it. */
export function toSetCookie(value: string, { maxAgeSeconds }: { maxAgeSeconds: number }): string {
	return `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}`;
}

function signatureOf(body: string, key: Uint8Array): Buffer {
	return createHmac('sha256', key).update(body).digest();
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Signed by us and yet no JSON: an older Studio's cookie. Nobody, then.
		return null;
	}
}
