import { test as base, expect, type Page } from '@playwright/test';
import { type ServedPages, servePages } from '../scripts/serve-pages.ts';

/** A page of the gallery, and how to come to what it shows. */
export interface Stand {
	/** Goes to the gallery with a query, such as `scene=panel`; the tray is at rest. */
	show(query: string): Promise<void>;
}

/** Playwright's test, with the gallery: every state of the tray, without a server, at a moment that stands still. */
export const test = base.extend<{ stand: Stand; problems: string[] }, { gallery: ServedPages }>({
	gallery: [
		// biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
		async ({}, use) => {
			const gallery = await servePages('docs/gallery');
			await use(gallery);
			await gallery.close();
		},
		{ scope: 'worker' },
	],
	/** What the page complained of: errors, warnings, and breaches of its content security policy. Any fails the test. */
	problems: [
		async ({ page }, use) => {
			const problems = await hearProblems(page);
			await use(problems);
			expect(problems).toEqual([]);
		},
		{ auto: true },
	],
	async stand({ page, gallery }, use) {
		await use({
			async show(query) {
				await page.goto(`${gallery.url}?${query}`);
				await trayButton(page).waitFor();
			},
		});
	},
});

/** Hears what a page complains of: errors, warnings, and breaches of its content security policy. */
export async function hearProblems(page: Page): Promise<string[]> {
	const problems: string[] = [];
	page.on('pageerror', (error) => problems.push(String(error)));
	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type())) problems.push(message.text());
	});
	await page.exposeFunction('noteProblem', (problem: string) => void problems.push(problem));
	await page.addInitScript(() => {
		document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
			const { noteProblem } = window as unknown as { noteProblem(problem: string): void };
			noteProblem(`content security policy: ${violatedDirective} ${blockedURI} ${sample}`);
		});
	});
	return problems;
}

/** The tray's button in the bar. */
export function trayButton(page: Page) {
	return page.locator('nav .jobtray-button');
}

/** The panel. */
export function panel(page: Page) {
	return page.locator('.jobtray-panel');
}

export { expect };
