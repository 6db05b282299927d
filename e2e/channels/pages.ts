import { test as base } from '@playwright/test';
import type { Channels } from '../../packages/jobtray/tests/pages/channels.ts';
import { bundleScript, type PageServer, servePages } from './serve-pages.ts';

declare global {
	interface Window {
		channels: Channels;
	}
}

/** Playwright's test, with a server whose `/channels.js` puts the channels into a page as `window.channels`. */
export const test = base.extend<object, { pages: PageServer }>({
	pages: [
		// biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
		async ({}, use) => {
			const pages = await servePages();
			pages.serve('/channels.js', await bundleScript('tests/pages/channels.ts'));
			pages.serve('/', toHtml(''));
			await use(pages);
			await pages.close();
		},
		{ scope: 'worker' },
	],
});

/** A page with the channels, and `head` in its head. */
export function toHtml(head: string): string {
	return `<!doctype html><html lang="en"><head><title>Host</title>${head}<script src="/channels.js"></script></head><body><button>Press</button></body></html>`;
}

export { expect } from '@playwright/test';
