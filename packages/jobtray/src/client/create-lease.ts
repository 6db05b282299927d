import type { Clock } from '../protocol/index.ts';

/** Something several callers share. */
export interface Lease {
	/** Takes part. Returns what ends that; idempotent. */
	take(): () => void;
	/** Whether it runs; it does for a moment longer than anybody takes part. */
	active(): boolean;
}

/** What a lease starts and stops. */
export interface LeaseOptions {
	clock: Clock;
	/** How long it runs on after the last one has left, so that leaving and coming back at once costs nothing. Milliseconds. */
	lingerMs: number;
	start(): void;
	stop(): void;
}

/** Makes a lease that nobody has taken. */
export function createLease({ clock, lingerMs, start, stop }: LeaseOptions): Lease {
	let takers = 0;
	let running = false;
	let cancelStop: (() => void) | null = null;

	function leave(): void {
		takers -= 1;
		if (takers > 0) return;
		cancelStop = clock.setTimer(lingerMs, () => {
			cancelStop = null;
			running = false;
			stop();
		});
	}

	return {
		active: () => running,
		take() {
			takers += 1;
			cancelStop?.();
			cancelStop = null;
			if (!running) {
				running = true;
				start();
			}
			let taken = true;
			return () => {
				if (!taken) return;
				taken = false;
				leave();
			};
		},
	};
}
