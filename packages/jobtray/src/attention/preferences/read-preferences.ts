import { defaultPreferences, type Preferences } from './preferences.ts';
import { readPreferencesOver } from './read-preferences-over.ts';

/** Reads what was stored: what is missing or makes no sense is the default, and numbers are kept within their bounds. */
export function readPreferences(value: unknown): Preferences {
	return readPreferencesOver(value, defaultPreferences);
}
