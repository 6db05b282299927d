import { createListeners } from '../../client/listeners.ts';
import type { AudioOutput } from './audio-output.ts';
import { longestSoundS, type Sound } from './sound.ts';

/** Time to make a sound ready, in s: it is not to begin late, and so with a click. */
const leadS = 0.01;

/** How long what is cut off takes to fade, in s. */
const fadeS = 0.02;

/** Whether the browser can make sounds. */
export function hasAudio(): boolean {
	return typeof AudioContext !== 'undefined';
}

/** The browser's audio. Opened by the first `unlock`, as before a gesture it would only be refused. */
export function createBrowserAudio(): AudioOutput {
	const listeners = createListeners();
	let context: AudioContext | null = null;
	let closed = false;
	let last: GainNode | null = null;

	const running = () => !closed && context?.state === 'running';

	function follow(): void {
		// What is left of a sound is not to come once the audio is back.
		if (!running()) last?.disconnect();
		listeners.tell();
	}

	function silence(live: AudioContext): void {
		if (last === null) return;
		const { gain } = last;
		gain.cancelScheduledValues(live.currentTime);
		gain.setTargetAtTime(0, live.currentTime, fadeS / 4);
		last = null;
	}

	return {
		running,
		unlock() {
			if (closed) return;
			if (context === null) {
				context = new AudioContext();
				context.addEventListener('statechange', follow);
			}
			// Refused outside a gesture, or while a call holds the audio: the next gesture asks again.
			if (context.state !== 'running') context.resume().catch(() => {});
		},
		play(sound, volume) {
			if (context === null || !running()) return;
			silence(context);
			last = connectSound(context, { sound, level: toLevel(volume) });
		},
		subscribe: (listener) => listeners.add(listener),
		close() {
			if (closed) return;
			closed = true;
			last?.disconnect();
			context?.removeEventListener('statechange', follow);
			// It refuses only where it is closed already.
			context?.close().catch(() => {});
		},
	};
}

/** Halfway on the slider is a quarter of the level: that is what sounds half as loud. */
function toLevel(volume: number): number {
	return Math.min(1, Math.max(0, volume)) ** 2;
}

/** Connects a sound that begins now. Returns what it goes through, to fade it out. */
function connectSound(context: AudioContext, { sound, level }: { sound: Sound; level: number }): GainNode {
	const out = new GainNode(context, { gain: level });
	out.connect(context.destination);
	const begins = context.currentTime + leadS;
	const length = sound(context, out, begins);
	// A host's sound may be too long.
	const ends = begins + Math.min(length, longestSoundS);
	out.gain.setValueAtTime(level, Math.max(begins, ends - fadeS));
	out.gain.linearRampToValueAtTime(0, ends);
	return out;
}
