import { expect, test } from 'vitest';
import { median, percentile } from './percentile.ts';
import { toTable } from './table.ts';

test('percentiles are values that were measured', () => {
	expect(median([5, 1, 3])).toBe(3);
	expect(percentile([1, 2, 3, 4], 0.99)).toBe(4);
	expect(percentile([], 0.5)).toBeNaN();
});

test('a table has its figures to the right', () => {
	expect(
		toTable([
			{ name: 'a', ms: 1234.5 },
			{ name: 'long', ms: 2 },
		]),
	).toBe(
		'name     ms\na     1,234.5\nlong      2'
			.replace('name     ms', 'name       ms')
			.replace('long      2', 'long        2'),
	);
});
