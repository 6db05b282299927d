import type { ComponentType } from 'react';
import { createCell } from '../client/cell.ts';
import type { Readable } from '../client/index.ts';

/** How far a part has come. */
export type LazyState<Props> =
	| { status: 'idle' }
	| { status: 'loading' }
	| { status: 'ready'; Part: ComponentType<Props> }
	/** The next `load` tries again. */
	| { status: 'failed' };

/** A component that is loaded when it is first wanted. Unlike `React.lazy` it survives a load that fails. */
export interface LazyPart<Props> extends Readable<LazyState<Props>> {
	/** Begins to load, unless it is loading or ready. */
	load(): void;
}

/** Creates a part that is not yet loaded. */
export function createLazyPart<Props>(importPart: () => Promise<ComponentType<Props>>): LazyPart<Props> {
	const state = createCell<LazyState<Props>>({ status: 'idle' });
	return {
		get: state.get,
		subscribe: state.subscribe,
		load() {
			const { status } = state.get();
			if (status === 'loading' || status === 'ready') return;
			state.set({ status: 'loading' });
			importPart().then(
				(Part) => state.set({ status: 'ready', Part }),
				// The page is offline, or was built anew since: shown to the person, who may try again.
				() => state.set({ status: 'failed' }),
			);
		},
	};
}
