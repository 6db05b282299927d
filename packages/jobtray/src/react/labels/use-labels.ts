import { useTray } from '../tray-context.ts';
import { englishRest } from './english-rest.ts';
import type { GivenLabels, Labels } from './labels.ts';

const made = new WeakMap<GivenLabels, Labels>();

/** Reads all labels: English fills in what the host does not give. Loaded with what shows them. */
export function useLabels(): Labels {
	const { labels, format } = useTray();
	let all = made.get(labels);
	if (all === undefined) {
		all = { ...englishRest(format), ...labels };
		made.set(labels, all);
	}
	return all;
}
