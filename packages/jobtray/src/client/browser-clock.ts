import type { Clock } from '../protocol/index.ts';

/** Creates this device's clock. */
export function createBrowserClock(): Clock {
	return {
		now: () => Date.now(),
		setTimer(delayMs, run) {
			const timer = setTimeout(run, delayMs);
			return () => clearTimeout(timer);
		},
	};
}
