import { expect, test } from 'vitest';
import { plants } from './simulation/plants.ts';
import { shrink } from './simulation/shrink.ts';
import { readStepsText, toStepsText } from './simulation/steps-text.ts';

test('step numbers are written as people type them, and read again', () => {
	expect(toStepsText([3, 5, 6, 7, 12])).toBe('3,5-7,12');
	expect(readStepsText('3,5-7, 12')).toEqual([3, 5, 6, 7, 12]);
	expect(() => readStepsText('3,x')).toThrow('"x" is no step');
});

test('of the steps of a failed scenario those are left that it takes', async () => {
	const takes = [4, 17, 90];
	const kept = await shrink(120, 200, async (steps) => takes.every((step) => steps.includes(step)));
	expect(kept).toEqual(takes);
});

test('each planted mistake has a name of its own', () => {
	expect(new Set(plants.map(({ name }) => name)).size).toBe(plants.length);
	expect(plants.length).toBeGreaterThanOrEqual(10);
});
