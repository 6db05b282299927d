import type { Sound } from './sound.ts';

/** What lets sounds out, as a port: the browser's audio. */
export interface AudioOutput {
	/** Whether what is played now is heard now, give or take the moment in which the audio wakes. */
	running(): boolean;
	/** Asks that sounds be let out. Browsers heed it in a gesture of the person only. */
	unlock(): void;
	/** Plays at once, fading out what still sounds. `volume` is 0..1, as a person hears it. Call it only while running. */
	play(sound: Sound, volume: number): void;
	/** Calls `listener` after `running()` has changed. Returns what ends it. */
	subscribe(listener: () => void): () => void;
	/** Falls silent and gives the audio back. Idempotent. */
	close(): void;
}
