import { useTray } from '../tray-context.ts';
import type { Format } from './format.ts';
import type { GivenLabels } from './labels.ts';

/** Makes a hook that reads labels: `toEnglish` fills in what the host does not give. Call it where the English words are loaded. */
export function fillIn<Filled>(toEnglish: (format: Format) => Filled): () => Filled & GivenLabels {
	const made = new WeakMap<GivenLabels, Filled & GivenLabels>();
	return () => {
		const { labels, format } = useTray();
		let all = made.get(labels);
		if (all === undefined) {
			all = { ...toEnglish(format), ...labels };
			made.set(labels, all);
		}
		return all;
	};
}
