import type { Clock } from '../protocol/index.ts';

/** A clock that stands still until it is told to move. */
export interface FakeClock extends Clock {
	/** Moves time on by `ms` and runs what was due, in order. */
	advance(ms: number): void;
	/** Sets what it shows forward, or back, past its timers: a clock set by hand. */
	jump(ms: number): void;
	/** How many timers wait; 0 once everything is closed. */
	pending(): number;
}

/** Creates a clock that shows `start`, epoch milliseconds. */
export function createFakeClock(start = 0): FakeClock {
	let now = start;
	let skewMs = 0;
	const timers = new Set<{ at: number; run: () => void }>();

	function nextDue(until: number) {
		let next: { at: number; run: () => void } | undefined;
		for (const timer of timers) if (timer.at <= until && (next === undefined || timer.at < next.at)) next = timer;
		return next;
	}

	return {
		now: () => now + skewMs,
		jump: (ms) => {
			skewMs += ms;
		},
		setTimer(delayMs, run) {
			const timer = { at: now + delayMs, run };
			timers.add(timer);
			return () => void timers.delete(timer);
		},
		advance(ms) {
			const until = now + ms;
			for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
				timers.delete(timer);
				now = timer.at;
				timer.run();
			}
			now = until;
		},
		pending: () => timers.size,
	};
}
