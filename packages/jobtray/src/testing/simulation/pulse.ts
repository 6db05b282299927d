/** Lets what was promised come true, without real time. */
export interface Pulse {
	/** Says that a promise of the world was made or kept, so that more may follow from it. */
	beat(): void;
	/** Waits until nothing follows any more. */
	settle(): Promise<void>;
}

/** Turns in which whatever begins with no port of the world reaches one. */
const firstTurns = 3;

/** Turns from the answer of a port to the next question: deeper than any chain of promises of either side. */
const turns = 16;

/** Creates it. Promises of either side begin and end at ports of the world, and each of those beats. */
export function createPulse(): Pulse {
	let beats = 0;
	return {
		beat() {
			beats++;
		},
		async settle() {
			let seen = beats;
			for (let turn = 0; turn < firstTurns; turn++) await undefined;
			while (beats !== seen) {
				seen = beats;
				for (let turn = 0; turn < turns; turn++) await undefined;
			}
		},
	};
}
