import type { Clock } from '../protocol/index.ts';
import { systemClock } from '../server/clock.ts';

/** The machine's clock, which can be put forward. */
export interface ShiftedClock extends Clock {
	/** Puts it forward; timers that are due by then run at once. */
	shift(ms: number): void;
}

/** Creates a clock that shows the machine's time. */
export function createShiftedClock(): ShiftedClock {
	const timers = new Set<{ at: number; run: () => void }>();
	let ahead = 0;
	const now = () => systemClock.now() + ahead;

	return {
		now,
		setTimer(ms, run) {
			const timer = { at: now() + ms, run };
			const fire = () => {
				if (timers.delete(timer)) run();
			};
			timers.add(timer);
			const callOff = systemClock.setTimer(ms, fire);
			return () => {
				timers.delete(timer);
				callOff();
			};
		},
		shift(ms) {
			ahead += ms;
			for (const timer of [...timers]) {
				if (timer.at > now() || !timers.delete(timer)) continue;
				timer.run();
			}
		},
	};
}
