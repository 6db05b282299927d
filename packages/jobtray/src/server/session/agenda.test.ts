import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFakeClock, type FakeClock } from '../../testing/fake-clock.ts';
import { createAgenda } from './agenda.ts';

function open(): { clock: FakeClock; wait: (delayMs: number) => void; rang: [delayMs: number, atMs: number][] } {
	const clock = createFakeClock(1_000_000);
	const agenda = createAgenda(clock);
	const rang: [number, number][] = [];
	let passedMs = 0;
	const advance = (ms: number) => {
		for (let left = ms; left > 0; left--) {
			passedMs++;
			clock.advance(1);
		}
	};
	const wait = (delayMs: number) => void agenda.wait(delayMs, { of: delayMs, run: (of) => rang.push([of, passedMs]) });
	return { clock: { ...clock, advance }, wait, rang };
}

test('each who waits is called once, at their time, and no timer is left', () => {
	fc.assert(
		fc.property(
			fc.array(fc.record({ delayMs: fc.nat(200), isCalledOff: fc.boolean(), gapMs: fc.nat(20) }), { maxLength: 60 }),
			(steps) => {
				const clock = createFakeClock(1_000_000);
				const agenda = createAgenda(clock);
				const rang: [number, number][] = [];
				const expected: [number, number][] = [];
				for (const [index, { delayMs, isCalledOff, gapMs }] of steps.entries()) {
					const wait = agenda.wait(delayMs, { of: index, run: (of) => rang.push([of, clock.now()]) });
					if (isCalledOff) agenda.callOff(wait);
					else expected.push([index, clock.now() + delayMs]);
					clock.advance(gapMs);
				}
				clock.advance(200);
				expect(rang.sort(byIndex)).toEqual(expected);
				expect(rang.map(([, at]) => at)).toEqual(expected.map(([, at]) => at));
				expect(clock.pending()).toBe(0);
			},
		),
	);
});

test('what is called off when it is over changes nothing for others', () => {
	const clock = createFakeClock();
	const agenda = createAgenda(clock);
	let calls = 0;
	const wait = (delayMs: number) => agenda.wait(delayMs, { of: null, run: () => calls++ });
	const over = wait(10);
	clock.advance(10);
	wait(10);
	agenda.callOff(over);
	agenda.callOff(over);
	agenda.callOff(null);
	clock.advance(10);
	expect(calls).toBe(2);
});

test.each([
	['back', -3_600_000],
	['forward', 3_600_000],
])('a clock set %s by an hour neither keeps anybody waiting nor calls all at once', (_, setMs) => {
	const { clock, wait, rang } = open();
	wait(20_000);
	wait(25_000);
	clock.advance(10_000);
	clock.jump(setMs);
	clock.advance(30_000);
	expect(rang).toEqual([
		[20_000, 20_000],
		[25_000, 25_000],
	]);
});

test('who comes after the clock was set waits as long as they are to', () => {
	const { clock, wait, rang } = open();
	wait(20_000);
	clock.advance(10_000);
	clock.jump(-3_600_000);
	wait(5_000);
	clock.advance(1_000);
	clock.jump(7_200_000);
	wait(6_000);
	clock.advance(60_000);
	expect(rang.map(([delayMs]) => delayMs).sort()).toEqual([20_000, 5_000, 6_000]);
	for (const [delayMs, atMs] of rang) expect(atMs).toBeLessThanOrEqual(delayMs + 21_000);
});

test('one whose call throws keeps nobody else waiting', () => {
	const clock = createFakeClock();
	const agenda = createAgenda(clock);
	let calls = 0;
	agenda.wait(10, {
		of: null,
		run: () => {
			throw new Error('broken');
		},
	});
	agenda.wait(10, { of: null, run: () => calls++ });
	expect(() => clock.advance(10)).toThrow('broken');
	clock.advance(1);
	expect(calls).toBe(1);
});

function byIndex([a]: [number, number], [b]: [number, number]): number {
	return a - b;
}
