import { expect, test } from 'vitest';
import { EngineError } from './engine-error.ts';
import { parseEngineUrl } from './parse-engine-url.ts';

test.each([
	['pglite:.data/jobs', { kind: 'pglite', directory: '.data/jobs' }],
	['pglite:///var/jobs', { kind: 'pglite', directory: '/var/jobs' }],
	['pglite:/var/jobs', { kind: 'pglite', directory: '/var/jobs' }],
	['pglite:memory', { kind: 'pglite', directory: null }],
	['postgresql://h/d', { kind: 'postgres', url: 'postgresql://h/d' }],
	['rediss://h:6379/1', { kind: 'redis', urls: ['rediss://h:6379/1'] }],
	['valkey://h', { kind: 'redis', urls: ['redis://h'] }],
	['VALKEYS://h', { kind: 'redis', urls: ['rediss://h'] }],
	['redis://a:1,valkey://b:2', { kind: 'redis', urls: ['redis://a:1', 'redis://b:2'] }],
	['redis://:one,two@h', { kind: 'redis', urls: ['redis://:one,two@h'] }],
])('[EN40] reads %s', (url, address) => {
	expect(parseEngineUrl(url)).toEqual(address);
});

test.each([
	'',
	'jobs',
	'mysql://ada:secret@h',
	'pglite:',
	'http://h',
	'redis:h',
	'redis://:secret@h,mysql://:secret@h',
	'redis://:sec/secret@[h',
	'postgres://a:secret@h,postgres://b:secret@h',
	'mysql://h?password=secret',
])('[EN40] refuses "%s", says what to use, and keeps a password to itself', (url) => {
	const error = thrownBy(() => parseEngineUrl(url));
	expect(error).toBeInstanceOf(EngineError);
	expect(error).toMatchObject({ code: 'unknown-scheme', message: expect.stringContaining('Use pglite:DIRECTORY') });
	expect(String(error)).not.toContain('secret');
});

function thrownBy(run: () => unknown): unknown {
	try {
		return run();
	} catch (error) {
		return error;
	}
}
