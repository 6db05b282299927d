import { useSyncExternalStore } from 'react';
import type { Readable } from '../client/index.ts';
import { useTray } from './tray-context.ts';

/** Reads a value and renders again when it changes. `whileServed` is what it reads as on the server and while hydrating. */
export function useReadable<T>(readable: Readable<T>, whileServed?: T): T {
	const served = () => (whileServed === undefined ? readable.get() : whileServed);
	return useSyncExternalStore(readable.subscribe, readable.get, served);
}

/** Reads a text that depends on the server's time, and renders again only when the text changes. */
export function useTimed<T extends string | number | boolean | null>(read: (now: number) => T): T {
	const { second } = useTray();
	const get = () => read(second.get());
	return useSyncExternalStore(second.subscribe, get, get);
}
