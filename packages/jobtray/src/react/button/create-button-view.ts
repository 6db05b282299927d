import type { JobtrayClient, Readable } from '../../client/index.ts';
import { createListeners } from '../../client/listeners.ts';
import type { EndCounts } from '../labels/labels.ts';
import { type ButtonView, decideButton } from './decide-button.ts';
import { decideShown, type Shown } from './decide-shown.ts';

const noEnds: EndCounts = { completed: 0, failed: 0 };

/**
 * Creates what the button shows: the viewer's own jobs, without flicker. It works only while somebody listens.
 * Ends that the panel lists at this moment are not called unseen, although marking them as seen takes its time.
 */
export function createButtonView(
	client: Pick<JobtrayClient, 'feed' | 'link' | 'clock'>,
	{ unseen, open: panelOpen }: { unseen: Readable<EndCounts>; open: Readable<boolean> },
): Readable<ButtonView> {
	const { ready, summary } = client.feed('mine');
	const sources = [ready, summary, client.link, unseen, panelOpen];
	let shown: Shown | null = null;
	let atRest: ButtonView | null = null;
	let undo: (() => void)[] = [];
	let stopTimer: (() => void) | null = null;
	const listeners = createListeners(close);

	function look(): ButtonView {
		return decideButton({
			ready: ready.get(),
			summary: summary.get(),
			link: client.link.get(),
			unseen: panelOpen.get() ? noEnds : unseen.get(),
		});
	}

	function step(): void {
		const before = shown?.view;
		const now = client.clock.now();
		const next = decideShown(shown, { view: look(), now });
		stopTimer?.();
		stopTimer = next.again === null ? null : client.clock.setTimer(next.again - now, step);
		shown = next.shown;
		if (shown.view !== before) listeners.tell();
	}

	function open(): void {
		shown = { view: look(), since: client.clock.now(), coming: null };
		undo = sources.map((source) => source.subscribe(step));
	}

	function close(): void {
		stopTimer?.();
		stopTimer = null;
		for (const each of undo) each();
		undo = [];
		shown = null;
		atRest = null;
	}

	return {
		get() {
			if (shown !== null) return shown.view;
			// Asked again in one render, it must be the same object.
			atRest ??= look();
			return atRest;
		},
		subscribe(listener) {
			const leave = listeners.add(listener);
			if (undo.length === 0) open();
			return leave;
		},
	};
}
