import { describe, expect, it } from 'vitest';
import { toMinutes, toTimeValue } from './minutes-of-day.ts';

describe('minutes of the day', () => {
	it('[SE4] are written and read as a time field has them', () => {
		expect([0, 7 * 60 + 5, 23 * 60 + 59].map(toTimeValue)).toEqual(['00:00', '07:05', '23:59']);
		expect(['00:00', '07:05', '23:59', '22:30:15'].map(toMinutes)).toEqual([0, 425, 1439, 1350]);
	});

	it('[SE4] are unknown while the field is empty', () => {
		expect(toMinutes('')).toBeNull();
	});
});
