import { englishFirst } from './english-first.ts';
import { englishRest } from './english-rest.ts';
import type { Format } from './format.ts';
import type { Labels } from './labels.ts';
import { settingsEnglish } from './settings-english.ts';

/** The tray in English. */
export function english(format: Format): Labels {
	return { ...englishFirst(format), ...englishRest(format), ...settingsEnglish(format) };
}
