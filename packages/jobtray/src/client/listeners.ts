/** Those who want to be told. */
export interface Listeners<T> {
	/** Returns what ends it; the same function added twice is told twice. */
	add(listener: (told: T) => void): () => void;
	/** Tells all; one that throws does not keep the others from being told. */
	tell(told: T): void;
	size(): number;
}

/** Makes an empty list. `onEmpty` is called when the last one has left. */
export function createListeners<T = void>(onEmpty?: () => void): Listeners<T> {
	const listeners = new Map<object, (told: T) => void>();
	return {
		add(listener) {
			const place = {};
			listeners.set(place, listener);
			return () => {
				if (listeners.delete(place) && listeners.size === 0) onEmpty?.();
			};
		},
		tell(told) {
			for (const listener of [...listeners.values()]) {
				try {
					listener(told);
				} catch (error) {
					// Thrown outside the link's message handler: the page reports it, and the next message is still applied.
					queueMicrotask(() => {
						throw error;
					});
				}
			}
		},
		size: () => listeners.size,
	};
}
