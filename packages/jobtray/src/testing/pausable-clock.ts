import type { Clock } from '../protocol/index.ts';

/** The clock of a process that can be stopped and go on, as the system does it. */
export interface PausableClock extends Clock {
	/** While on, no timer fires; those that were due fire once it is off. */
	pause(on: boolean): void;
	/** Never fires a timer again, as a process that was killed. */
	kill(): void;
}

/** Creates one that shows another's time. */
export function createPausableClock(clock: Clock): PausableClock {
	let due: (() => void)[] = [];
	let isPaused = false;
	let isDead = false;
	return {
		now: clock.now,
		setTimer(delayMs, run) {
			let isOff = false;
			const fire = () => {
				if (isOff || isDead) return;
				if (isPaused) due.push(fire);
				else run();
			};
			const cancel = clock.setTimer(delayMs, fire);
			return () => {
				isOff = true;
				cancel();
			};
		},
		pause(on) {
			isPaused = on;
			if (on) return;
			const now = due;
			due = [];
			for (const fire of now) fire();
		},
		kill() {
			isDead = true;
			due = [];
		},
	};
}
