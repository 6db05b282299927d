import { expect, test, vi } from 'vitest';
import { createRecall, cutIds } from './stretches.ts';

const ids = Array.from({ length: 10_000 }, (_, index) => String(index + 1));

test('a line is cut into stretches of at most 500, in its order', () => {
	const parts = cutIds(ids);
	expect(parts.flat()).toEqual(ids);
	expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(500);
	expect(parts.length).toBeLessThan(60);
	expect(cutIds([])).toEqual([]);
});

test('when the first of a line have started, nearly all stretches are what they were', () => {
	const before = new Set(cutIds(ids).map((part) => part.join()));
	const after = cutIds(ids.slice(37)).map((part) => part.join());
	expect(after.filter((part) => !before.has(part)).length).toBeLessThan(5);
});

test('what was made of a text is recalled while the text comes in every round of its name', () => {
	const recalled = createRecall<object>();
	const make = vi.fn(() => ({}));
	const ask = (name: string, ...texts: string[]) => {
		const { recall, end } = recalled.begin(name);
		const things = texts.map((text) => recall(text, make));
		end();
		return things;
	};
	const [a, b] = ask('one', 'a', 'b');
	expect(ask('two', 'a')[0]).not.toBe(a);
	expect(ask('one', 'b')[0]).toBe(b);
	expect(make).toHaveBeenCalledTimes(3);
	expect(ask('one', 'a', 'a')).not.toContain(a);
	expect(make).toHaveBeenCalledTimes(4);
});
