import { createCell } from './cell.ts';
import type { Readable } from './readable.ts';

/** How far a part has come. After `failed` the next `load` tries again. */
export type LazyState<T> = { status: 'idle' | 'loading' | 'failed' } | { status: 'ready'; part: T };

/** Code that is loaded when it is first wanted. */
export interface LazyPart<T> extends Readable<LazyState<T>> {
	/** Loads, unless it is loading or ready. Settles once that has come to an end, and never rejects. */
	load(): Promise<void>;
}

/** Creates a part that is not yet loaded. */
export function createLazyPart<T>(importPart: () => Promise<T>): LazyPart<T> {
	const state = createCell<LazyState<T>>({ status: 'idle' });
	let loading: Promise<void> | null = null;
	return {
		get: state.get,
		subscribe: state.subscribe,
		load() {
			if (loading !== null) return loading;
			state.set({ status: 'loading' });
			loading = importPart().then(
				(part) => state.set({ status: 'ready', part }),
				// The page is offline, or was built anew since: told by the state, for the caller to try again.
				() => {
					loading = null;
					state.set({ status: 'failed' });
				},
			);
			return loading;
		},
	};
}

/** Wraps code that is there already. */
export function createReadyPart<T>(part: T): LazyPart<T> {
	return { ...createCell<LazyState<T>>({ status: 'ready', part }), load: () => Promise.resolve() };
}
