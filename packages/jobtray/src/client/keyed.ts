import { createListeners, type Listeners } from './listeners.ts';
import type { Readable } from './readable.ts';

/** Readables by key, of which only those that somebody has asked for exist. */
export interface Keyed<T> {
	/** The same object for the same key, for as long as it has a value or is watched. */
	readable(key: string): Readable<T | undefined>;
	/** Tells those who watch this key. */
	tell(key: string): void;
	/** The keys that are watched. */
	watched(): Iterable<string>;
}

/** Makes readables over a lookup; telling of changes is the caller's. */
export function createKeyed<T>(lookUp: (key: string) => T | undefined): Keyed<T> {
	const readables = new Map<string, Readable<T | undefined>>();
	const watchers = new Map<string, Listeners<void>>();

	function forget(key: string): void {
		if (!watchers.has(key) && lookUp(key) === undefined) readables.delete(key);
	}

	function watch(key: string, listener: () => void): () => void {
		let own = watchers.get(key);
		if (own === undefined) {
			own = createListeners(() => {
				watchers.delete(key);
				forget(key);
			});
			watchers.set(key, own);
		}
		return own.add(listener);
	}

	return {
		readable(key) {
			let readable = readables.get(key);
			if (readable === undefined) {
				readable = { get: () => lookUp(key), subscribe: (listener) => watch(key, listener) };
				readables.set(key, readable);
			}
			return readable;
		},
		tell(key) {
			watchers.get(key)?.tell();
			forget(key);
		},
		watched: () => watchers.keys(),
	};
}
