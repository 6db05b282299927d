import type { Readable } from '../client/index.ts';
import { createListeners } from '../client/listeners.ts';

/** A value that a test sets by hand. */
export interface FakeReadable<T> extends Readable<T> {
	/** Sets the value and tells the listeners, unless it is the same as before. */
	set(value: T): void;
	/** How many listen; 0 once everything is closed. */
	listeners(): number;
}

/** Creates a readable that holds `value`. */
export function createFakeReadable<T>(value: T): FakeReadable<T> {
	const listeners = createListeners();
	let current = value;
	return {
		get: () => current,
		subscribe: (listener) => listeners.add(listener),
		set(next) {
			if (Object.is(next, current)) return;
			current = next;
			listeners.tell();
		},
		listeners: listeners.size,
	};
}
