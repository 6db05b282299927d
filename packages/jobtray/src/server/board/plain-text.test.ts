import { expect, test } from 'vitest';
import { toPlainText } from './plain-text.ts';

test.each([
	['a b c', 'a b c'],
	[' a', 'a'],
	['a ', 'a'],
	['a  b', 'a b'],
	['a\tb', 'a b'],
	['a\u00a0b', 'a b'],
	['a\u202eb', 'a b'],
	['a\u0007', 'a'],
	['12345', '12345'],
	['123456', '1234…'],
	[' ', null],
	['', null],
])('%j becomes one line of plain text: %j', (value, text) => {
	expect(toPlainText(value, 5)).toBe(text);
});
