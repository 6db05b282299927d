/** A value that can be read now and watched; fits React's `useSyncExternalStore`. */
export interface Readable<T> {
	/** The value now; the same object until it changes. */
	get(): T;
	/** Calls `listener` after each change. Returns what ends it. */
	subscribe(listener: () => void): () => void;
}

/** A {@link Readable} that can be set. */
export interface State<T> extends Readable<T> {
	/** Takes a new value and tells those who watch; the value it has already changes nothing. */
	set(value: T): void;
}

/** Makes a state that holds `initial`. */
export function createState<T>(initial: T): State<T> {
	let value = initial;
	const listeners = new Set<() => void>();
	return {
		get: () => value,
		set(next) {
			if (Object.is(value, next)) return;
			value = next;
			for (const listener of [...listeners]) listener();
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
	};
}
