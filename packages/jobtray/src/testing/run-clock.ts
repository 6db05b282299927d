import type { FakeClock } from './fake-clock.ts';

/** Lets everything that was promised by now come true. */
async function settlePromises(): Promise<void> {
	// Deeper than any chain of promises in the gateway.
	for (let turn = 0; turn < 30; turn++) await Promise.resolve();
}

/** Moves time on in small steps, with the promises of each step come true before the next. */
export async function runClock(clock: FakeClock, ms: number, stepMs = 10): Promise<void> {
	await settlePromises();
	for (let left = ms; left >= 0; left -= stepMs) {
		clock.advance(Math.min(stepMs, left));
		await settlePromises();
		if (left === 0) break;
	}
}
