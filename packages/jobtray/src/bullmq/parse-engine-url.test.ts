import { expect, test } from 'vitest';
import { EngineError } from './engine-error.ts';
import { parseEngineUrl } from './parse-engine-url.ts';

test.each([
	['pglite:.data/jobs', { kind: 'pglite', directory: '.data/jobs' }],
	['pglite:///var/jobs', { kind: 'pglite', directory: '/var/jobs' }],
	['pglite:/var/jobs', { kind: 'pglite', directory: '/var/jobs' }],
	['pglite:memory', { kind: 'pglite', directory: null }],
	['postgresql://h/d', { kind: 'postgres', url: 'postgresql://h/d' }],
	['rediss://h:6379/1', { kind: 'redis', url: 'rediss://h:6379/1' }],
	['valkey://h', { kind: 'redis', url: 'redis://h' }],
])('[EN40] reads %s', (url, address) => {
	expect(parseEngineUrl(url)).toEqual(address);
});

test.each(['', 'jobs', 'mysql://ada:secret@h', 'pglite:', 'http://h'])(
	'[EN40] refuses "%s", says what to use, and keeps a password to itself',
	(url) => {
		const error = thrownBy(() => parseEngineUrl(url));
		expect(error).toBeInstanceOf(EngineError);
		expect(error).toMatchObject({ code: 'unknown-scheme', message: expect.stringContaining('Use pglite:DIRECTORY') });
		expect(String(error)).not.toContain('secret');
	},
);

function thrownBy(run: () => unknown): unknown {
	try {
		return run();
	} catch (error) {
		return error;
	}
}
