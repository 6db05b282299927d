import { createListeners } from './listeners.ts';
import type { Readable } from './readable.ts';

/** A readable value with ways to change it. */
export interface Cell<T> extends Readable<T> {
	/** Tells the listeners, unless it is the value it has. */
	set(value: T): void;
	/** Changes the value now, and tells the listeners when what it returns is called: for values that change together. */
	stage(value: T): () => void;
}

/** Makes a readable that starts with `value`. */
export function createCell<T>(value: T): Cell<T> {
	const listeners = createListeners();
	let current = value;
	const stage = (next: T) => {
		const changed = !Object.is(next, current);
		current = next;
		return () => {
			if (changed) listeners.tell();
		};
	};
	return {
		get: () => current,
		subscribe: (listener) => listeners.add(listener),
		stage,
		set: (next) => stage(next)(),
	};
}
