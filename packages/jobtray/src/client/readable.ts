/** A value that can be read now and watched; fits React's `useSyncExternalStore`. */
export interface Readable<T> {
	/** The value now. The same object as before while nothing has changed. */
	get(): T;
	/** Calls `listener` after each change. Returns what ends it. */
	subscribe(listener: () => void): () => void;
}
