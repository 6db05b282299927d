/** Places for running jobs; a paused job gives up its own, and waits for one when it goes on. */
export interface Slots {
	/** Whether a place is free now. */
	hasFree(): boolean;
	/** Takes a place, free or not. */
	take(): void;
	/** Gives a place up; who has waited longest gets it. */
	leave(): void;
	/** Resolves with a place; once `signal` aborts, with one that is not free. */
	wait(signal: AbortSignal): Promise<void>;
}

/** Counts places. */
export function createSlots(places: number): Slots {
	let taken = 0;
	const waiting: (() => void)[] = [];
	return {
		hasFree: () => taken < places,
		take() {
			taken += 1;
		},
		leave() {
			taken -= 1;
			if (taken < places) waiting.shift()?.();
		},
		wait(signal) {
			if (taken < places || signal.aborted) {
				taken += 1;
				return Promise.resolve();
			}
			return new Promise((resolve) => {
				const go = () => {
					signal.removeEventListener('abort', go);
					const at = waiting.indexOf(go);
					if (at >= 0) waiting.splice(at, 1);
					// An aborted job only unwinds, and leaves at once the place it takes here.
					taken += 1;
					resolve();
				};
				waiting.push(go);
				signal.addEventListener('abort', go);
			});
		},
	};
}
