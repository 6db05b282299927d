import type { AudioOutput } from '../attention/sound/audio-output.ts';
import type { Sound } from '../attention/sound/sound.ts';
import { createFakeReadable } from './fake-readable.ts';

/** An audio that a test lets run; it notes what is played, and is silent. */
export interface FakeAudio extends AudioOutput {
	/** Lets sounds out, or takes the audio away. */
	set(running: boolean): void;
	/** What was played, oldest first. */
	played: { sound: Sound; volume: number }[];
	/** How often it was asked to let sounds out. */
	unlocks(): number;
	closed(): boolean;
	/** How many listen; 0 once everything is closed. */
	listeners(): number;
}

/** Creates an audio that does not run yet. What is played on it is called for its length, with nothing to sound on. */
export function createFakeAudio(): FakeAudio {
	const running = createFakeReadable(false);
	const played: FakeAudio['played'] = [];
	let unlocks = 0;
	let closed = false;
	return {
		played,
		running: () => running.get() && !closed,
		set: running.set,
		unlock: () => void unlocks++,
		unlocks: () => unlocks,
		play: (sound, volume) => void played.push({ sound, volume }),
		subscribe: running.subscribe,
		listeners: running.listeners,
		closed: () => closed,
		close() {
			closed = true;
		},
	};
}
