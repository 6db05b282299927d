import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { closeInLayers } from './close-in-layers.ts';

test('[EN65] closes what others rest on after them, past one that fails', async () => {
	const order: string[] = [];
	const errors: unknown[] = [];
	const make = (name: string) => ({ close: async () => void order.push(name) });
	const broken = { close: () => Promise.reject(new Error('no')) };
	const layers = [[make('source'), broken], [make('queue')], [make('store')]];
	await closeInLayers({ layers, withinMs: 10, onError: (error) => errors.push(error), clock: createFakeClock() });
	expect(order).toEqual(['source', 'queue', 'store']);
	expect(errors).toEqual([new Error('no')]);
});

test('[EN65] goes on without those that are late, and waits no second time', async () => {
	const clock = createFakeClock();
	const hanging = { close: () => new Promise<void>(() => {}) };
	let closed = false;
	const store = {
		close: async () => {
			closed = true;
		},
	};
	const closing = closeInLayers({ layers: [[hanging], [hanging], [store]], withinMs: 1_000, onError() {}, clock });
	clock.advance(1_000);
	await expect
		.poll(() => {
			clock.advance(0);
			return closed;
		})
		.toBe(true);
	await closing;
	expect(clock.pending()).toBe(0);
});
