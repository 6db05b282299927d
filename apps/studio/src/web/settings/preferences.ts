import { createState, type Readable } from '../state/create-state.ts';

/** What a person chooses for this device. */
export interface Preferences {
	/** `system` follows the device. */
	theme: 'system' | 'light' | 'dark';
	/** The tray's language; Studio itself speaks English. */
	locale: 'en' | 'de';
}

/** The preferences, kept on this device. */
export interface PreferenceStore {
	value: Readable<Preferences>;
	change(patch: Partial<Preferences>): void;
}

const storageKey = 'studio.preferences';
const defaults: Preferences = { theme: 'system', locale: 'en' };

/** Makes the store. `show` is called with the preferences at once and after each change. */
export function createPreferences(options: {
	storage: Pick<Storage, 'getItem' | 'setItem'>;
	show: (preferences: Preferences) => void;
}): PreferenceStore {
	const value = createState(readPreferences(options.storage));
	options.show(value.get());
	return {
		value,
		change(patch) {
			const next = { ...value.get(), ...patch };
			value.set(next);
			options.show(next);
			try {
				options.storage.setItem(storageKey, JSON.stringify(next));
			} catch {
				// Storage is blocked or full: the choice then lasts as long as the page.
			}
		},
	};
}

function readPreferences(storage: Pick<Storage, 'getItem'>): Preferences {
	try {
		const stored: Partial<Record<string, unknown>> = JSON.parse(storage.getItem(storageKey) ?? '{}');
		return {
			theme: stored.theme === 'light' || stored.theme === 'dark' ? stored.theme : defaults.theme,
			locale: stored.locale === 'de' ? 'de' : defaults.locale,
		};
	} catch {
		// Blocked, or something else's: the defaults are right then.
		return defaults;
	}
}
