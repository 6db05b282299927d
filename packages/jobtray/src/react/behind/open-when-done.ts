import type { Attention } from '../../attention/index.ts';
import type { JobtrayClient } from '../../client/index.ts';
import type { RootContextValue } from '../root-context-value.ts';
import { closeWhenUntouched } from './close-when-untouched.ts';
import { apartMs, decideOpening } from './decide-opening.ts';
import { type Line, openLine } from './open-line.ts';
import { pickTray } from './pick-tray.ts';

/** How long it is waited for another job. */
const waitMs = 250;

/**
 * Opens the panel when nothing is left to do, if the person wants it: in the page that has the focus, else in the first
 * that gets it, and without taking it from what has it there. Returns what ends it.
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
	/** Hears that another page has opened, while this one waits for the focus. */
	let waiting: Line | null = null;
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
		if (isBusy) stopWaiting();
		if (wasBusy && !isBusy && ready.get()) cancelTimer = clock.setTimer(waitMs, wait);
		// Unknown for the moment is neither.
		if (ready.get()) wasBusy = isBusy;
	}

	/** Opens now, or once the page has the focus, unless another page was first. */
	function wait(): void {
		if (page.focused()) {
			stopWaiting();
			claim();
		} else if (attention.preferences.get().opensWhenDone) waiting ??= openLine(toName(), stopWaiting);
	}

	function stopWaiting(): void {
		waiting?.close();
		waiting = null;
	}

	const toName = () => `jobtray:opens:${viewer.get()?.id}`;

	function isTime(): boolean {
		const { completed, failed } = attention.unseen.get();
		return decideOpening({
			wanted: attention.preferences.get().opensWhenDone,
			left: countLeft(),
			unseen: completed + failed,
			focused: page.focused(),
			open: [...trays].some(({ open }) => open.get()),
			sinceMs: openedAt === null ? null : clock.now() - openedAt,
		});
	}

	function open(): void {
		const tray = pickTray(trays);
		if (tray === undefined || !isTime()) return;
		openedAt = clock.now();
		const others = openLine(toName(), () => {});
		others.tell();
		others.close();
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
		locks.request(toName(), { ifAvailable: true }, held).catch(open);
	}

	const undo = [summary.subscribe(look), ready.subscribe(look), page.subscribe(() => waiting !== null && wait())];
	look();
	return () => {
		for (const end of undo) end();
		cancelTimer?.();
		stopWaiting();
		letGo?.();
		stopWatch?.();
	};
}
