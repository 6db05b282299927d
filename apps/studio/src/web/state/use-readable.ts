import { useSyncExternalStore } from 'react';
import type { Readable } from './create-state.ts';

/** Reads a value and renders again when it changes. */
export function useReadable<T>(readable: Readable<T>): T {
	return useSyncExternalStore(readable.subscribe, readable.get);
}
