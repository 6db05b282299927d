import type { TitleTarget } from './title-target.ts';

/** How often in a second a title that somebody else writes over is shown again, before they are let be. */
const rewritesPerSecond = 20;

/** The element in which ours shows, and what is the host's in it. */
interface Held {
	element: Element;
	/** The host's newest text. */
	host: string;
	/** Ours, as it was last written. */
	own: string;
}

/**
 * Shows titles in the document's `<title>`, and watches what the host writes there meanwhile: by `document.title`, through
 * its framework, by replacing or removing the element. That is remembered, ours is shown again, and the host's newest
 * title is what `restore` brings back. Touches nothing before the first `show`. `now` is this device's time, by which it is
 * known who writes over ours again and again: hand in the client's `clock`.
 */
export function createDocumentTitle({ now }: { now(): number }): TitleTarget {
	let wanted: string | null = null;
	let held: Held | null = null;
	/** The element that had to be made because the host had none. */
	let made: Element | null = null;
	let observer: MutationObserver | null = null;
	let second = { since: 0, rewrites: 0 };

	function showWanted(text: string): void {
		const element = findHostTitle() ?? makeTitle();
		if (held !== null && held.element !== element) release(held);
		if (held?.element !== element) held = { element, host: element.textContent, own: '' };
		// Not what was written last, so the host wrote it.
		else if (element.textContent !== held.own) held.host = element.textContent;
		if (element.textContent !== text) write(element, text);
		held.own = text;
		// What has just been written is no news.
		observer?.takeRecords();
	}

	function findHostTitle(): Element | null {
		const host = [...document.head.getElementsByTagName('title')].find((each) => each !== made) ?? null;
		if (host !== null) {
			made?.remove();
			made = null;
		}
		return host;
	}

	function makeTitle(): Element {
		made ??= document.createElement('title');
		if (!made.isConnected) document.head.append(made);
		return made;
	}

	function isDisturbed(): boolean {
		const titles = document.head.getElementsByTagName('title');
		return titles[0] !== held?.element || (made !== null && titles.length > 1) || held?.element.textContent !== wanted;
	}

	function defend(): void {
		if (wanted === null || !isDisturbed()) return;
		if (now() - second.since > 1_000) second = { since: now(), rewrites: 0 };
		second.rewrites += 1;
		// Somebody defends a title of their own: neither would ever end.
		if (second.rewrites > rewritesPerSecond) stopWatching();
		else showWanted(wanted);
	}

	function stopWatching(): void {
		observer?.disconnect();
		observer = null;
	}

	return {
		show(text) {
			if (typeof document === 'undefined' || text === wanted) return;
			wanted = text;
			if (observer === null) {
				observer = new MutationObserver(defend);
				observer.observe(document.head, { childList: true, characterData: true, subtree: true });
			}
			showWanted(text);
		},
		restore() {
			wanted = null;
			stopWatching();
			if (held !== null) release(held);
			held = null;
			made?.remove();
			made = null;
		},
	};
}

function release({ element, host, own }: Held): void {
	if (element.textContent === own) write(element, host);
}

/** Writes into the text node that is there, where it is the only one: frameworks hold on to theirs. */
function write(element: Element, text: string): void {
	const only = element.childNodes.length === 1 ? element.firstChild : null;
	if (only?.nodeType === Node.TEXT_NODE) only.nodeValue = text;
	else element.textContent = text;
}
