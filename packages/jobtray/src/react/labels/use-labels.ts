import { englishRest } from './english-rest.ts';
import { fillIn } from './fill-in.ts';
import type { ShownLabels } from './labels.ts';

/** Reads the labels of button, panel and toasts. Loaded with what shows them. */
export const useLabels: () => ShownLabels = fillIn(englishRest);
