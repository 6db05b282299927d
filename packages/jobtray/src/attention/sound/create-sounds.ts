import { createCell } from '../../client/cell.ts';
import type { Readable } from '../../client/index.ts';
import type { Clock } from '../../protocol/index.ts';
import type { AudioOutput } from './audio-output.ts';
import { createBrowserAudio, hasAudio } from './browser-audio.ts';
import { builtInSounds } from './built-in-sounds.ts';
import type { Sound } from './sound.ts';

/** Whether sounds are heard: `blocked` until a gesture of the person, `missing` where there is no audio. */
export type SoundState = 'ready' | 'blocked' | 'missing';

/** The sounds of one page. */
export interface Sounds {
	state: Readable<SoundState>;
	/** What can be played: the built-in ones, then the host's own. */
	ids: readonly string[];
	/** Plays now or not at all, never later; `volume` is 0..1. Whether it plays: not while blocked, nor what is not known. */
	play(id: string, options: { volume: number }): boolean;
	/** From a click: waits for the browser to let sounds out, at most 1 s. Whether it does. */
	unlock(): Promise<boolean>;
	/** Falls silent. Idempotent. */
	close(): void;
}

/** What `createSounds` may be given. */
export interface SoundsOptions {
	/** The host's own sounds; one named as a built-in sound takes its place. */
	sounds?: Readonly<Record<string, Sound>>;
	/** Where the person's gestures are heard. Default the window. */
	page?: EventTarget;
	/** Default the browser's audio; `null` where there is none. */
	audio?: AudioOutput | null;
	/** By which a click waits for the audio. */
	clock: Pick<Clock, 'setTimer'>;
}

/** Those that browsers count as gestures: of a mouse the press, of a finger the release. */
const gestures = ['pointerdown', 'pointerup', 'keydown'];

/** How long a click waits for the audio, in ms. */
const unlockMs = 1_000;

/**
 * Creates the sounds of a page. They are blocked until the person's first gesture, unless there was one before, and
 * again after the system has taken the audio away.
 */
export function createSounds(options: SoundsOptions): Sounds {
	const { page = typeof window === 'undefined' ? undefined : window, clock } = options;
	const audio = options.audio === undefined ? (hasAudio() ? createBrowserAudio() : null) : options.audio;
	const sounds = new Map<string, Sound>(Object.entries({ ...builtInSounds, ...options.sounds }));
	const toState = (): SoundState => (audio === null ? 'missing' : audio.running() ? 'ready' : 'blocked');
	const state = createCell(toState());
	const waiting = new Set<() => void>();
	let listening: AbortController | null = null;

	function follow(): void {
		state.set(toState());
		if (state.get() !== 'blocked') stopListening();
		else if (listening === null) listen();
		if (state.get() === 'ready') endWaiting();
	}

	function listen(): void {
		listening = new AbortController();
		const { signal } = listening;
		const unlock = () => audio?.unlock();
		// On its way down, as pages stop events on their way up.
		for (const type of gestures) page?.addEventListener(type, unlock, { capture: true, passive: true, signal });
	}

	function stopListening(): void {
		listening?.abort();
		listening = null;
	}

	function wait(): Promise<void> {
		return new Promise((resolve) => {
			const undo = clock.setTimer(unlockMs, end);
			function end(): void {
				undo();
				waiting.delete(end);
				resolve();
			}
			waiting.add(end);
		});
	}

	function endWaiting(): void {
		for (const end of [...waiting]) end();
	}

	const unfollow = audio?.subscribe(follow);
	follow();
	if (hadGesture()) audio?.unlock();

	return {
		state,
		ids: [...sounds.keys()],
		play(id, { volume }) {
			const sound = sounds.get(id);
			if (audio === null || sound === undefined || !audio.running()) return false;
			audio.play(sound, volume);
			return true;
		},
		async unlock() {
			if (audio === null) return false;
			audio.unlock();
			if (!audio.running()) await wait();
			return audio.running();
		},
		close() {
			unfollow?.();
			stopListening();
			audio?.close();
			endWaiting();
			state.set(toState());
		},
	};
}

function hadGesture(): boolean {
	return typeof navigator !== 'undefined' && navigator.userActivation?.hasBeenActive === true;
}
