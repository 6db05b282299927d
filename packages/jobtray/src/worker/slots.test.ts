import { expect, test } from 'vitest';
import { createSlots } from './slots.ts';

test('[WK5] gives a place that comes free to who has waited longest', async () => {
	const slots = createSlots(1);
	slots.take();
	const order: string[] = [];
	const { signal } = new AbortController();
	const first = slots.wait(signal).then(() => order.push('first'));
	const second = slots.wait(signal).then(() => order.push('second'));
	expect(slots.hasFree()).toBe(false);
	slots.leave();
	await first;
	expect(order).toEqual(['first']);
	slots.leave();
	await second;
	expect(order).toEqual(['first', 'second']);
});

test('[WK5] ends the wait of an aborted job', async () => {
	const slots = createSlots(1);
	slots.take();
	const controller = new AbortController();
	const wait = slots.wait(controller.signal);
	controller.abort();
	await wait;
	slots.leave();
	slots.leave();
	expect(slots.hasFree()).toBe(true);
});
