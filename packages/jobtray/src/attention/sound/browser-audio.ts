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

/** How late a sound may begin, in ms, because the audio has to wake first. Later it would puzzle: it is left out. */
const lateMs = 500;

/**
 * The browser's audio. Opened by the first `unlock`, as before a gesture it would only be refused. It rests while nothing
 * sounds: one that runs takes power all day, and keeps some systems from sleeping.
 */
export function createBrowserAudio(): AudioOutput {
	const listeners = createListeners();
	let context: AudioContext | null = null;
	let closed = false;
	/** The browser has let sounds out, and has not taken that back. */
	let allowed = false;
	/** It stands still because we said so. */
	let resting = false;
	/** How many sounds wait for the audio to wake, or sound. */
	let sounding = 0;
	let last: GainNode | null = null;

	function follow(): void {
		if (context?.state === 'running') {
			allowed = true;
			resting = false;
			rest();
		} else if (!resting || context?.state !== 'suspended') {
			allowed = false;
			// What is left of a sound is not to come once the audio is back.
			last?.disconnect();
		}
		listeners.tell();
	}

	function rest(): void {
		if (sounding > 0 || closed || context?.state !== 'running') return;
		resting = true;
		// Refused only where it is closed already.
		context.suspend().catch(() => {});
	}

	async function sound(live: AudioContext, { make, level }: { make: Sound; level: number }): Promise<void> {
		const askedAt = performance.now();
		sounding++;
		try {
			// Refused where the system has taken the audio: the state says so.
			await live.resume().catch(() => {});
			if (closed || live.state !== 'running' || performance.now() - askedAt > lateMs) return;
			silence(live);
			const begun = connectSound(live, { make, level });
			last = begun.out;
			await begun.ended;
		} finally {
			sounding--;
			rest();
		}
	}

	function silence(live: AudioContext): void {
		if (last === null) return;
		const { gain } = last;
		gain.cancelScheduledValues(live.currentTime);
		gain.setTargetAtTime(0, live.currentTime, fadeS / 4);
		last = null;
	}

	const running = () => allowed && !closed;
	return {
		running,
		unlock() {
			if (closed || allowed) return;
			if (context === null) {
				context = new AudioContext();
				context.addEventListener('statechange', follow);
			}
			// Refused outside a gesture, or while a call holds the audio: the next gesture asks again.
			context.resume().catch(() => {});
		},
		play(make, volume) {
			// What a host's sound throws is reported by the page, as a rejection that nobody handles.
			if (context !== null && running()) void sound(context, { make, level: toLevel(volume) });
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

/** Connects a sound that begins now: what it goes through, to fade it out, and its end. */
function connectSound(
	context: AudioContext,
	{ make, level }: { make: Sound; level: number },
): { out: GainNode; ended: Promise<void> } {
	const out = new GainNode(context, { gain: level });
	out.connect(context.destination);
	const begins = context.currentTime + leadS;
	// A host's sound may be too long.
	const ends = begins + Math.min(make(context, out, begins), longestSoundS);
	out.gain.setValueAtTime(level, Math.max(begins, ends - fadeS));
	out.gain.linearRampToValueAtTime(0, ends);
	return { out, ended: waitUntil(context, ends) };
}

/** Waits by the context's own clock: timers are late in hidden pages. */
function waitUntil(context: AudioContext, at: number): Promise<void> {
	const silent = new ConstantSourceNode(context, { offset: 0 });
	silent.connect(context.destination);
	silent.start();
	silent.stop(at);
	return new Promise((resolve) => {
		silent.onended = () => resolve();
	});
}
