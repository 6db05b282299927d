import type { Page } from 'playwright-core';

/** A text that was seen on the screen. */
export interface Painted {
	text: string;
	/** Epoch ms of the frame that showed it. */
	at: number;
}

/** Begins to note when each new text of the first element that matches is on the screen: after the frame in which it was set. */
export async function watchPaint(page: Page, selector: string): Promise<void> {
	await page.evaluate((watched) => {
		const painted: Painted[] = [];
		Object.assign(window, { painted });
		const seen = new Set<string>();
		new MutationObserver(() => {
			const text = document.querySelector(watched)?.textContent ?? '';
			if (seen.has(text)) return;
			seen.add(text);
			requestAnimationFrame(() => {
				// A task after the frame: by then it has been handed over for painting.
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = () => painted.push({ text, at: performance.timeOrigin + performance.now() });
				port2.postMessage(null);
			});
		}).observe(document.body, { subtree: true, childList: true, characterData: true });
	}, selector);
}

/** What has been noted so far. */
export function readPainted(page: Page): Promise<Painted[]> {
	return page.evaluate(() => (window as unknown as { painted: Painted[] }).painted);
}
