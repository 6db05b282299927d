import type { Attention } from '../../attention/index.ts';
import type { JobtrayClient } from '../../client/index.ts';
import type { RootContextValue } from '../root-context-value.ts';
import { closeWhenUntouched } from './close-when-untouched.ts';
import { apartMs, decideOpening } from './decide-opening.ts';
import { pickTray } from './pick-tray.ts';

/** How long it is waited for another job, and for a page that has the focus to open its panel instead. */
const waitMs = { focused: 250, unfocused: 600 };

/**
 * Opens the panel when nothing is left to do, if the person wants it: in one of the pages that can be seen, first in the
 * one that has the focus, and without taking the focus. Returns what ends it.
 */
export function openWhenDone(options: {
	client: JobtrayClient;
	attention: Attention;
	trays: ReadonlySet<RootContextValue>;
}): () => void {
	const { client, attention, trays } = options;
	const { clock, page, viewer } = client;
	const { summary, ready } = client.feed('mine');
	let wasBusy = false;
	let openedAt: number | null = null;
	let cancelTimer: (() => void) | null = null;
	let letGo: (() => void) | null = null;
	let stopWatch: (() => void) | null = null;

	function countLeft(): number {
		const { running, paused, queued } = summary.get();
		return running + paused + queued;
	}

	function look(): void {
		const isBusy = countLeft() > 0;
		cancelTimer?.();
		cancelTimer = null;
		if (wasBusy && !isBusy && ready.get()) {
			cancelTimer = clock.setTimer(page.focused() ? waitMs.focused : waitMs.unfocused, claim);
		}
		// Unknown for the moment is neither.
		if (ready.get()) wasBusy = isBusy;
	}

	function isTime(): boolean {
		const { completed, failed } = attention.unseen.get();
		return decideOpening({
			wanted: attention.preferences.get().opensWhenDone,
			left: countLeft(),
			unseen: completed + failed,
			seen: !page.hidden(),
			open: [...trays].some(({ open }) => open.get()),
			sinceMs: openedAt === null ? null : clock.now() - openedAt,
		});
	}

	function open(): void {
		const tray = pickTray(trays);
		if (tray === undefined || !isTime()) return;
		openedAt = clock.now();
		tray.openPanel('itself');
		stopWatch = closeWhenUntouched(tray, client);
	}

	/** The first page to hold the person's lock opens, and keeps it for as long as none may open again. */
	function claim(): void {
		if (!isTime()) return;
		const { locks } = navigator;
		if (locks === undefined) {
			open();
			return;
		}
		const held = async (lock: Lock | null) => {
			if (lock === null) return;
			open();
			await new Promise<void>((resolve) => {
				const cancel = clock.setTimer(apartMs, resolve);
				letGo = () => {
					cancel();
					resolve();
				};
			});
		};
		// Refused in some embedded pages: then there is nobody to share with.
		locks.request(`jobtray:opens:${viewer.get()?.id}`, { ifAvailable: true }, held).catch(open);
	}

	const undo = [summary.subscribe(look), ready.subscribe(look)];
	look();
	return () => {
		for (const end of undo) end();
		cancelTimer?.();
		letGo?.();
		stopWatch?.();
	};
}
