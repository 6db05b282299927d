import { expect, it } from 'vitest';
import { readByteRange } from './byte-range.ts';

it.each([
	['bytes=0-', { first: 0, last: 99 }],
	['bytes=10-19', { first: 10, last: 19 }],
	['bytes=90-500', { first: 90, last: 99 }],
	['bytes=-5', { first: 95, last: 99 }],
	['bytes=-500', { first: 0, last: 99 }],
	['bytes=100-', 'outside'],
	['bytes=-0', 'outside'],
	['bytes=9-5', 'whole'],
	['bytes=-', 'whole'],
	['bytes=0-1,5-6', 'whole'],
	['lines=1-2', 'whole'],
	[null, 'whole'],
] as const)('reads %j of a file of 100 bytes', (header, expected) => {
	expect(readByteRange(header, 100)).toEqual(expected);
});
