import { describe, expect, test } from 'vitest';
import { isAllowedOrigin, mayChange, maySocket, type RequestOrigin } from './check-origin.ts';

const nowhere: RequestOrigin = { origin: null, host: 'app.example.com', fetchSite: null, hasBearer: false };

describe('where requests may come from', () => {
	test('[RT2] without a list, only pages of the very host that is asked', () => {
		const allowed = (origin: string) => isAllowedOrigin(origin, 'app.example.com', undefined);
		expect(allowed('https://app.example.com')).toBe(true);
		const lookAlikes = [
			'null',
			'',
			'https://app.example.com.evil.com',
			'https://evil.com/app.example.com',
			'https://evilapp.example.com',
			'https://app.example.com:8443',
			'https://app.example.com@evil.com',
			'https://app.example.com/',
			'file://app.example.com',
			'https://APP.example.com',
			'app.example.com',
		];
		expect(lookAlikes.filter(allowed)).toEqual([]);
		expect(isAllowedOrigin('http://localhost:3000', 'localhost:3000', undefined)).toBe(true);
	});

	test('[RT2] with a list, exactly what is on it', () => {
		const origins = ['https://a.example.com'];
		expect(isAllowedOrigin('https://a.example.com', 'b.example.com', origins)).toBe(true);
		expect(isAllowedOrigin('https://b.example.com', 'b.example.com', origins)).toBe(false);
		expect(isAllowedOrigin('https://b.example.com', 'b.example.com', [])).toBe(false);
	});

	test('[WR24] a socket without an origin needs a token of its own', () => {
		expect(maySocket(nowhere, undefined)).toBe(false);
		expect(maySocket({ ...nowhere, hasBearer: true }, undefined)).toBe(true);
		expect(maySocket({ ...nowhere, origin: 'null', hasBearer: true }, undefined)).toBe(false);
	});

	test('[RT3] a change needs the site itself, an allowed origin, or a token without an origin', () => {
		const may = (given: Partial<RequestOrigin>) => mayChange({ ...nowhere, ...given }, undefined);
		expect(may({ fetchSite: 'same-origin' })).toBe(true);
		expect(may({ fetchSite: 'none' })).toBe(true);
		expect(may({ origin: 'https://app.example.com' })).toBe(true);
		expect(may({ hasBearer: true })).toBe(true);
		expect(may({})).toBe(false);
		expect(may({ fetchSite: 'cross-site' })).toBe(false);
		expect(may({ fetchSite: 'same-site', hasBearer: true })).toBe(false);
		expect(may({ origin: 'https://evil.com', hasBearer: true })).toBe(false);
		expect(may({ origin: 'https://evil.com', fetchSite: 'cross-site' })).toBe(false);
	});
});
