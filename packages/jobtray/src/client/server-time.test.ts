import { expect, test } from 'vitest';
import { reduceServerTime, type ServerTime, type TimeSource } from './server-time.ts';

function hear(heard: [source: TimeSource, offsetMs: number][]): ServerTime {
	let time: ServerTime = { offsetMs: 0, doubted: false };
	for (const [source, offsetMs] of heard) time = reduceServerTime(time, { now: 5_000 + offsetMs, at: 5_000, source });
	return time;
}

test('[LK17] believes the stamp that was least late', () => {
	expect(
		hear([
			['answer', 900],
			['message', 1_000],
			['message', 300],
		]).offsetMs,
	).toBe(1_000);
});

test('[LK17] follows at once when the device is set back by a day', () => {
	expect(
		hear([
			['answer', 0],
			['message', 86_400_000],
		]),
	).toEqual({ offsetMs: 86_400_000, doubted: false });
});

test('[LK17] doubts, and keeps what it knew, when a stamp is far too old: held up, or the device was set forward', () => {
	expect(
		hear([
			['answer', 0],
			['ping', -86_400_000],
		]),
	).toEqual({ offsetMs: 0, doubted: true });
	expect(
		hear([
			['answer', 0],
			['ping', -86_400_000],
			['answer', -86_400_000],
		]),
	).toEqual({ offsetMs: -86_400_000, doubted: false });
});

test('[LK17] sinks slowly with pings after a device whose clock runs fast', () => {
	expect(
		hear([
			['answer', 0],
			['ping', -60],
			['ping', -60],
		]).offsetMs,
	).toBe(-60);
	expect(
		hear([
			['answer', 0],
			['ping', -1_000],
		]).offsetMs,
	).toBe(-50);
	expect(
		hear([
			['answer', 0],
			['message', -1_000],
		]).offsetMs,
	).toBe(0);
});
