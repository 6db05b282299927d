import { describe, expect, it } from 'vitest';
import { cookieName, findCookie, readTicket, signTicket, toSetCookie } from './cookie.ts';

const key = new Uint8Array(32).fill(7);
const now = 1_000_000;
const ticket = { loginId: 'l1', personId: 'ana', expiresAt: now + 1 };

describe('login cookie', () => {
	it('is read back as it was signed, until it expires', () => {
		const value = signTicket(ticket, key);
		expect(readTicket(value, { key, now })).toEqual(ticket);
		expect(readTicket(value, { key, now: now + 1 })).toBeNull();
	});

	it('is refused when another key signed it', () => {
		const forged = signTicket(ticket, new Uint8Array(32).fill(8));
		expect(readTicket(forged, { key, now })).toBeNull();
	});

	it('is refused when the person in it was changed and the signature kept', () => {
		const [, signature] = signTicket(ticket, key).split('.');
		const body = Buffer.from(JSON.stringify({ ...ticket, personId: 'lea' })).toString('base64url');
		expect(readTicket(`${body}.${signature}`, { key, now })).toBeNull();
	});

	it.each(['', '.', 'a', 'a.b.c', '..', `${'A'.repeat(5_000)}.AAAA`])('is refused when it is %j', (value) => {
		expect(readTicket(value, { key, now })).toBeNull();
	});

	it('is found among other cookies, and never under another name', () => {
		expect(findCookie(`a=1; ${cookieName}=x=y ; b=2`)).toBe('x=y');
		expect(findCookie(`x${cookieName}=no`)).toBeNull();
		expect(findCookie(null)).toBeNull();
	});

	it('is kept from scripts and from other sites', () => {
		expect(toSetCookie('v', { maxAgeSeconds: 5 })).toBe(`${cookieName}=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=5`);
	});
});
