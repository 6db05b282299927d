import { describe, expect, it } from 'vitest';
import { decideSuccessor } from './decide-successor.ts';

const rows = ['a', 'b', 'c', 'd'];

describe('the row that the focus goes to', () => {
	it.each([
		['b', 'abcd', 'c'],
		['b', 'abd', 'd'],
		['d', 'abcd', 'c'],
		['c', 'ab', 'b'],
		['c', 'c', null],
		['x', 'bc', 'b'],
	])('[PN38] from %s, where %s have the button, is %s', (gone, having, to) => {
		expect(decideSuccessor(rows, { gone, offers: (row) => row !== gone && having.includes(row) })).toBe(to);
	});
});
