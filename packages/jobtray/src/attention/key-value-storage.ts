/** A few texts kept on the device, shared by all tabs. Nothing in it throws. */
export interface KeyValueStorage {
	/** `null` where there is none. */
	read(key: string): string | null;
	/** Where the device refuses, the text is kept for this tab, until it is closed. */
	write(key: string, text: string): void;
	/** Calls `listener` after another tab has written. Returns what ends it. */
	subscribe(listener: () => void): () => void;
}

/** Opens the browser's `localStorage`; where it is blocked, full or missing, texts are kept in memory. */
export function createBrowserStorage(): KeyValueStorage {
	const kept = new Map<string, string>();
	return {
		read(key) {
			try {
				return kept.get(key) ?? localStorage.getItem(key);
			} catch {
				// Blocked or missing: there is only what this tab has kept.
				return null;
			}
		},
		write(key, text) {
			try {
				localStorage.setItem(key, text);
				kept.delete(key);
			} catch {
				// Blocked, full or missing: this tab still knows, others do not.
				kept.set(key, text);
			}
		},
		subscribe(listener) {
			if (typeof window === 'undefined') return () => {};
			// Wrapped, so that one function subscribed twice counts twice.
			const own = () => listener();
			window.addEventListener('storage', own);
			return () => window.removeEventListener('storage', own);
		},
	};
}
