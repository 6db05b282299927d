import type { Attention } from '../../attention/index.ts';
import type { Cell } from '../../client/cell.ts';
import type { JobtrayClient } from '../../client/index.ts';
import type { FirstLabels } from '../labels/labels.ts';
import type { Said } from '../said.ts';
import { decideSpoken, nothingSpoken } from './decide-spoken.ts';
import { say } from './say.ts';

/** Speaks of the progress of the person's own jobs, a quarter at a time, if they want it. Returns what ends it. */
export function speakProgress(options: {
	client: JobtrayClient;
	attention: Attention;
	labels: FirstLabels;
	said: Cell<Said>;
}): () => void {
	const { client, attention, labels, said } = options;
	const { summary, ready } = client.feed('mine');
	let spoken = nothingSpoken;

	function look(): void {
		// A page that is not seen is not read; what it misses is caught up with by the newest quarter.
		if (!ready.get() || (client.page.hidden() && spoken.since === summary.get().batch?.since)) return;
		const { running, queued, paused, batch } = summary.get();
		const next = decideSpoken(spoken, batch);
		spoken = next.spoken;
		if (!next.isNews || attention.preferences.get().spoken !== 'quarters') return;
		const figures = {
			known: true,
			running,
			queued,
			paused,
			unseen: { completed: 0, failed: 0 },
			link: 'live' as const,
		};
		const text = labels.buttonName({ ...figures, progress: spoken.quarter / 4 });
		say(said, text);
	}

	const undo = [summary.subscribe(look), ready.subscribe(look), client.page.subscribe(look)];
	look();
	return () => {
		for (const end of undo) end();
	};
}
