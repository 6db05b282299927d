import type { Preferences } from '../../attention/index.ts';
import { useTray } from '../tray-context.ts';
import { useReadable } from '../use-readable.ts';

/** Reads how the person wants to be told, and returns what changes it. */
export function usePreferences(): [Preferences, (patch: Partial<Preferences>) => void] {
	const { attention } = useTray();
	return [useReadable(attention.preferences), attention.setPreferences];
}
