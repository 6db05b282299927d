import type { KeyValueStorage } from '../attention/index.ts';

/** The storage of one device, as its tabs see it. */
export interface FakeStorage {
	/** The storage as one more tab sees it: what it writes is told to the other tabs. */
	tab(): KeyValueStorage;
	/** All there is. Set or delete in it for what no tab told the others: garbage, or data cleared by hand. */
	texts: Map<string, string>;
	/** How many listeners there are over all tabs; 0 once everything is closed. */
	listeners(): number;
}

/** Creates an empty storage. */
export function createFakeStorage(): FakeStorage {
	const texts = new Map<string, string>();
	const listeners = new Set<{ tab: object; listener: () => void }>();
	return {
		texts,
		listeners: () => listeners.size,
		tab() {
			const tab = {};
			return {
				read: (key) => texts.get(key) ?? null,
				write(key, text) {
					texts.set(key, text);
					for (const other of [...listeners]) if (other.tab !== tab) other.listener();
				},
				subscribe(listener) {
					const entry = { tab, listener };
					listeners.add(entry);
					return () => void listeners.delete(entry);
				},
			};
		},
	};
}
