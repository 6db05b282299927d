import { expect, test } from 'vitest';
import type { ToldProgress } from '../bullmq/told-progress.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createProgressWriter } from './progress-writer.ts';

function open() {
	const clock = createFakeClock();
	const written: ToldProgress[] = [];
	const errors: unknown[] = [];
	let finish: ((error?: Error) => void) | null = null;
	const writer = createProgressWriter({
		write(told) {
			written.push(told);
			return new Promise((resolve, reject) => {
				finish = (error) => (error === undefined ? resolve() : reject(error));
			});
		},
		onError: (error) => errors.push(error),
		clock,
	});
	return {
		writer,
		errors,
		tell: (p: number) => writer.tell({ jobtray: 1, run: 1, p, restarts: 0, pausedMs: 0 }),
		said: () => written.map(({ p }) => p),
		pending: clock.pending,
		pass: clock.advance,
		async finish(error?: Error) {
			finish?.(error);
			// The writer goes on a few promises later.
			for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
		},
	};
}

test('[WK1] writes the first state at once, then one at a time, the newest', async () => {
	const { tell, said, finish } = open();
	tell(0.1);
	tell(0.2);
	tell(0.3);
	expect(said()).toEqual([0.1]);
	await finish();
	expect(said()).toEqual([0.1, 0.3]);
});

test('[WK2] writes a change below one per cent only 250 ms after the last', async () => {
	const { tell, said, finish, pass } = open();
	tell(0.1);
	await finish();
	tell(0.101);
	pass(249);
	tell(0.102);
	expect(said()).toEqual([0.1]);
	pass(1);
	expect(said()).toEqual([0.1, 0.102]);
});

test('[WK3] passes over a write that fails', async () => {
	const { tell, said, finish, errors } = open();
	tell(0.1);
	await finish(new Error('away'));
	tell(0.3);
	expect([said(), errors.length]).toEqual([[0.1, 0.3], 1]);
});

test('[WK4] waits at the end for the write under way and a last one, and leaves no timer', async () => {
	const { writer, tell, said, finish, pending } = open();
	tell(0.1);
	await finish();
	tell(0.101);
	const last = writer.tellNow({ jobtray: 1, run: 1, p: 1, restarts: 0, pausedMs: 0 });
	await finish();
	await last;
	await writer.stop();
	tell(0.5);
	expect([said(), pending()]).toEqual([[0.1, 1], 0]);
});
