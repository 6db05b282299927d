import { createListeners } from '../../client/listeners.ts';
import type { FaviconTarget } from './favicon-target.ts';
import { toBestIcon } from './to-best-icon.ts';

/**
 * Shows icons in the `<link rel="icon">` elements that the host has, each of them, so that no browser prefers another;
 * only `href` is written. What the host writes there meanwhile is remembered and comes back with `restore`. Touches
 * nothing before the first `show`.
 */
export function createDocumentFavicon(): FaviconTarget {
	const listeners = createListeners();
	/** The host's links, each with the address that the host wrote last. */
	const held = new Map<HTMLLinkElement, string>();
	/** What is shown in them. */
	let own: string | null = null;
	/** The link that had to be made because the host had none. */
	let made: HTMLLinkElement | null = null;
	let observer: MutationObserver | null = null;

	function findLinks(): HTMLLinkElement[] {
		const links = document.head.querySelectorAll<HTMLLinkElement>('link[rel~="icon" i][href]');
		return [...links].filter((link) => link !== made);
	}

	function learn(): void {
		const links = findLinks();
		for (const link of held.keys()) if (!links.includes(link)) release(link);
		for (const link of links) {
			const href = link.getAttribute('href') ?? '';
			if (href !== own) held.set(link, href);
		}
	}

	function release(link: HTMLLinkElement): void {
		const href = held.get(link);
		if (href !== undefined && link.getAttribute('href') === own) link.setAttribute('href', href);
		held.delete(link);
	}

	function isDisturbed(): boolean {
		const links = findLinks();
		const missing = made === null ? links.length < held.size : links.length > 0 || !made.isConnected;
		return missing || links.some((link) => link.getAttribute('href') !== own);
	}

	function look(): void {
		if (own !== null && isDisturbed()) listeners.tell();
	}

	function showMade(href: string): void {
		made ??= Object.assign(document.createElement('link'), { rel: 'icon', type: 'image/png' });
		made.setAttribute('href', href);
		if (!made.isConnected) document.head.append(made);
	}

	function removeMade(): void {
		made?.remove();
		made = null;
	}

	function watch(): void {
		if (observer === null) {
			observer = new MutationObserver(look);
			observer.observe(document.head, { childList: true, subtree: true, attributeFilter: ['href', 'rel'] });
		}
		// What has just been written is no news.
		observer.takeRecords();
	}

	return {
		hostIcon() {
			learn();
			const offers = [...held].map(([link, href]) => {
				const { type, media } = link;
				return { href, type, media, sizes: link.getAttribute('sizes') ?? '' };
			});
			const best = toBestIcon(offers.filter(({ media }) => media === '' || matchMedia(media).matches));
			// Where nothing is said, browsers look there.
			return new URL(best?.href ?? '/favicon.ico', document.baseURI).href;
		},
		show(href) {
			learn();
			own = href;
			for (const link of held.keys()) link.setAttribute('href', href);
			if (held.size === 0) showMade(href);
			else removeMade();
			watch();
		},
		restore() {
			observer?.disconnect();
			observer = null;
			for (const link of [...held.keys()]) release(link);
			removeMade();
			own = null;
		},
		subscribe: (listener) => listeners.add(listener),
	};
}
