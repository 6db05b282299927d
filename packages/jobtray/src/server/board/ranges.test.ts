import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pushNumber, putNumber, type Ranges, takeNumber } from './ranges.ts';

test('[BD19] ranges hold exactly the numbers that wait, whatever leaves and comes back in whatever order', () => {
	fc.assert(
		fc.property(
			fc.array(
				fc.oneof(
					fc.constant('push' as const),
					fc.nat({ max: 40 }),
					fc.nat({ max: 40 }).map((back) => ({ back })),
				),
			),
			(steps) => {
				const ranges: Ranges = [];
				const numbers = new Set<number>();
				let next = 0;
				for (const step of steps) {
					if (step === 'push') {
						pushNumber(ranges, next);
						numbers.add(next++);
					} else if (typeof step === 'object') {
						if (step.back >= next) continue;
						putNumber(ranges, step.back);
						numbers.add(step.back);
					} else {
						takeNumber(ranges, step);
						numbers.delete(step);
					}
				}
				const held = ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index));
				expect(held).toEqual([...numbers].sort((a, b) => a - b));
			},
		),
	);
});
