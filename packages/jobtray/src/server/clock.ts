import type { Clock } from '../protocol/index.ts';

/** The machine's own clock. Its timers do not keep a process alive; a delay of 0 is the next turn of the event loop. */
export const systemClock: Clock = {
	now: () => Date.now(),
	setTimer(delayMs, run) {
		if (delayMs <= 0) {
			const turn = setImmediate(run);
			return () => clearImmediate(turn);
		}
		const timer = setTimeout(run, delayMs);
		timer.unref();
		return () => clearTimeout(timer);
	},
};
