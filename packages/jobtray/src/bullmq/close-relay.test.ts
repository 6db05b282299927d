import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { closeRelay } from './close-relay.ts';

const unexpected = (error: unknown) => {
	throw error;
};

test('a relay that never closes keeps nobody for longer than 2 s', async () => {
	const clock = createFakeClock(0);
	let isOver = false;
	const closing = closeRelay({ close: () => new Promise(() => {}) }, { onError: unexpected, clock }).then(() => {
		isOver = true;
	});
	clock.advance(1_999);
	await Promise.resolve();
	expect(isOver).toBe(false);
	clock.advance(1);
	await closing;
});

test('one that closes is waited for, and leaves no timer', async () => {
	const clock = createFakeClock(0);
	await closeRelay({ close: async () => undefined }, { onError: unexpected, clock });
	expect(clock.pending()).toBe(0);
});

test('one that fails is told of, and is no reason to fail', async () => {
	const told: unknown[] = [];
	const clock = createFakeClock(0);
	const close = () => Promise.reject(new Error('The store is gone.'));
	await closeRelay({ close }, { onError: (error) => void told.push(error), clock });
	expect(told).toEqual([new Error('The store is gone.')]);
});
