import type { Preferences } from './preferences.ts';

/** Sets the page's theme; `public/theme.js` does the same before the first paint. */
export function showPreferences({ theme }: Preferences): void {
	const { dataset } = document.documentElement;
	if (theme === 'system') delete dataset.theme;
	else dataset.theme = theme;
}
