import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const english = createFormat('en-GB', { timeZone: 'UTC' });
const german = createFormat('de', { timeZone: 'UTC' });

describe('format', () => {
	it('writes durations as a stopwatch does', () => {
		expect(english.duration(45 * second)).toBe('45 s');
		expect(english.duration(14 * minute + 20 * second)).toBe('14 min 20 s');
		expect(english.duration(3 * minute + 5 * second + 999)).toBe('3 min 05 s');
		expect(english.duration(hour + 4 * minute + 59 * second)).toBe('1 h 04 min');
		expect(german.duration(26 * hour)).toBe('1 d 02 h');
	});

	it('never writes a negative duration', () => {
		expect(english.duration(-5 * second)).toBe('0 s');
		expect(english.roughly(-5 * second)).toBe('0 s');
	});

	it('writes durations at a glance', () => {
		expect(english.roughly(40 * second)).toBe('40 s');
		expect(english.roughly(18 * minute + 29 * second)).toBe('18 min');
		expect(english.roughly(59 * minute + 40 * second)).toBe('1 h');
		expect(english.roughly(hour + 20 * minute)).toBe('1 h 20 min');
	});

	it('[BT5] rounds progress down, so that 100 % means done', () => {
		expect(english.percent(0.999)).toBe('99 %');
		expect(english.percent(1)).toBe('100 %');
		expect(english.percent(0.29)).toBe('29 %');
		expect(english.percent(-1)).toBe('0 %');
	});

	it('[BT6] counts above 99 as "99+"', () => {
		expect(english.count(99)).toBe('99');
		expect(english.count(100)).toBe('99+');
	});

	it('writes numbers and times of day as the locale does, with the weekday on another day', () => {
		const now = Date.UTC(2026, 1, 18, 14, 27);
		expect(english.clock(now + 5 * minute, now)).toBe('14:32');
		expect(german.clock(now + 5 * minute, now)).toBe('14:32');
		expect(english.clock(now + 20 * hour, now)).toMatch(/^Thu,? 10:27$/);
		expect(createFormat('en-US', { timeZone: 'UTC' }).clock(now, now)).toMatch(/^2:27\sPM$/);
		expect(german.number(1052)).toBe('1.052');
	});
});
