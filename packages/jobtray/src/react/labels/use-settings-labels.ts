import { fillIn } from './fill-in.ts';
import { settingsEnglish } from './settings-english.ts';
import type { SettingsLabels } from './settings-labels.ts';

/** Reads the labels of the settings. Loaded with them. */
export const useSettingsLabels: () => SettingsLabels = fillIn(settingsEnglish);
