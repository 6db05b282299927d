import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

describe('cursor', () => {
	test('[PR5] reads what it wrote', () => {
		const cursor = { epoch: 'k3f9', rev: 120 };
		expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
	});

	test.each([
		7,
		null,
		undefined,
		{},
		[],
		'',
		'.',
		'abc',
		'abc.',
		'.5',
		'abc.-1',
		'abc.1.2',
		'abc.01',
		'abc.1e5',
		'ABC.1',
		'__proto__.1',
		"a' or 1=1.1",
		'a.9007199254740993',
		`a.${'1'.repeat(1_000_000)}`,
	])('[PR5] takes %j for none', (text) => {
		expect(decodeCursor(text)).toBeNull();
	});
});
