import { describe, expect, it } from 'vitest';
import { refuseForeign } from './guard.ts';

const own = { host: 'localhost:3000' };
const json = { ...own, 'content-type': 'application/json' };

function ask(headers: Record<string, string>, method = 'POST') {
	return () => refuseForeign(new Request('http://localhost:3000/api/x', { method, headers }));
}

describe('requests that change something', () => {
	it('pass from our own pages, as JSON or with our header', () => {
		expect(ask({ ...json, origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' })).not.toThrow();
		expect(ask({ ...own, 'x-studio': '1' })).not.toThrow();
	});

	it.each([
		{ ...json, 'sec-fetch-site': 'cross-site' },
		{ ...json, 'sec-fetch-site': 'same-site' },
		{ ...json, origin: 'http://localhost:3001' },
		{ ...json, origin: 'http://localhost:3000.evil.test' },
		{ ...json, origin: 'null' },
		{ ...own, 'content-type': 'text/plain' },
		{ ...own, 'content-type': 'application/x-www-form-urlencoded' },
		own,
	])('are refused with %j', (headers) => {
		expect(ask(headers)).toThrow(expect.objectContaining({ code: 'forbidden' }));
	});

	it('are told from reading, which anybody may ask for', () => {
		expect(ask({ ...own, 'sec-fetch-site': 'cross-site' }, 'GET')).not.toThrow();
	});
});
