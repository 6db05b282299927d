import { describe, expect, test } from 'vitest';
import { isExternalHref } from './external-href.ts';
import { limits } from './limits.ts';
import { toSafeHref } from './safe-href.ts';

describe('toSafeHref', () => {
	test.each(['/', '/segments/7', '/a?b=c#d', '/søk/ü', 'https://example.com', 'https://example.com/a?b#c'])(
		'[PR7] lets %j through as it is',
		(href) => {
			expect(toSafeHref(href)).toBe(href);
		},
	);

	test.each([
		'javascript:alert(1)',
		'JavaScript:alert(1)',
		'java\nscript:alert(1)',
		' javascript:alert(1)',
		'data:text/html,x',
		'blob:https://example.com/1',
		'http://example.com',
		'//evil.example',
		'/\\evil.example',
		'\\\\evil.example',
		'https:\\\\evil.example',
		'https:/evil.example',
		'https:evil.example',
		'https://',
		'https://me:secret@example.com',
		'segments/7',
		'',
		'/a\tb',
		'/a\u0000b',
		'/a\u202eb',
		`/${'a'.repeat(limits.hrefChars)}`,
		null,
		undefined,
		7,
		{ href: '/a' },
	])('[PR7] refuses %j', (href) => {
		expect(toSafeHref(href)).toBeNull();
	});

	test('[PR7] a link off the site is known as such', () => {
		expect(isExternalHref('https://example.com')).toBe(true);
		expect(isExternalHref('/segments/7')).toBe(false);
	});
});
