import type { Clock } from '../protocol/index.ts';

/** How often a page that is seen looks at the time stamps: waking from sleep is noticed within this. Milliseconds. */
const tickMs = 2_000;

/** Lateness of a tick, either way, that only a sleep or a clock set by hand explains. */
const gapMs = 5_000;

/** What ticks while it is on. */
export interface Ticker {
	on(): void;
	off(): void;
}

/** Makes a ticker, off at first. `onTick` is told whether the clock has jumped since the last tick. */
export function createTicker(clock: Clock, onTick: (tick: 'tick' | 'jump') => void): Ticker {
	let cancel: (() => void) | null = null;
	const arm = () => {
		const dueAt = clock.now() + tickMs;
		cancel = clock.setTimer(tickMs, () => {
			const jumped = Math.abs(clock.now() - dueAt) > gapMs;
			arm();
			onTick(jumped ? 'jump' : 'tick');
		});
	};
	return {
		on() {
			if (cancel === null) arm();
		},
		off() {
			cancel?.();
			cancel = null;
		},
	};
}
