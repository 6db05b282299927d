import type { BrowserContext, Page } from '@playwright/test';
import { signIn, trayButton } from './actions.ts';
import { countToasts } from './count-toasts.ts';
import { openOtherDevice } from './other-device.ts';
import { type OwnBrowser, openOwnBrowser } from './own-browser.ts';
import { test as base, expect } from './studio.ts';

// A tab that Chromium has thrown out of its memory.

const test = base.extend<{ own: OwnBrowser }>({
	own: async ({ launchOptions }, use) => {
		const own = await openOwnBrowser(launchOptions);
		await use(own);
		await own.close();
	},
});

test.setTimeout(180_000);

const discardedTitle = 'It is discarded';

/** Has the browser's own page for it discard a tab as soon as nobody debugs that, and say so in its title. */
async function startDiscard(context: BrowserContext, url: string): Promise<void> {
	const discards = await context.newPage();
	await discards.goto('chrome://discards/');
	await expect(discards.locator('tr').filter({ hasText: url })).toContainText('Urgent Discard');
	await discards.evaluate(
		([address, title]) => {
			const look = () => {
				const tab = document.querySelector('discards-main')?.shadowRoot?.querySelector('discards-tab');
				const row = [...(tab?.shadowRoot?.querySelectorAll('tr') ?? [])].find((each) =>
					each.textContent.includes(address),
				);
				if (row?.textContent.includes('discarded')) {
					document.title = title;
					return;
				}
				const links = row?.querySelectorAll<HTMLElement>('.actions-cell div') ?? [];
				for (const link of links) if (link.textContent.includes('Urgent Discard')) link.click();
				setTimeout(look, 500);
			};
			look();
		},
		[url, discardedTitle] as const,
	);
}

/** The tab with this address. */
async function findTab(context: BrowserContext, url: string): Promise<Page> {
	const find = () => context.pages().find((page) => page.url() === url);
	await expect.poll(find).toBeDefined();
	const page = find();
	if (page === undefined) throw new Error(`No tab shows ${url}.`);
	return page;
}

test('[AT2] a tab that was discarded is right when it is back, and tells once what ended meanwhile', async ({
	own,
	studio,
}) => {
	const other = await openOtherDevice(studio.url);
	const url = `${studio.url}/characters`;
	const before = await own.attach();
	const first = await findTab(before, 'about:blank');
	const toasts = await countToasts(first);
	await signIn(first, url, 'Ana');
	await expect(trayButton(first)).toHaveAccessibleName('Jobs: none running');
	await other.makeScene('Bridge at dawn');
	await expect.poll(toasts).toEqual([expect.stringContaining('Bridge at dawn')]);
	await startDiscard(before, url);
	await own.detach();
	await expect.poll(async () => (await own.titles()).get('chrome://discards/')).toBe(discardedTitle);

	await other.makeScene('Bridge at noon');
	await own.activate(url);
	const page = await findTab(await own.attach(), url);
	expect(await page.evaluate(() => Reflect.get(document, 'wasDiscarded'))).toBe(true);
	await expect(trayButton(page)).toHaveAccessibleName(/2 done/);
	const shown = page.locator('.jobtray-toast');
	await expect(shown).toHaveCount(1);
	await expect(shown).toContainText('Bridge at noon');

	const again = await countToasts(page);
	await page.reload();
	await expect(trayButton(page)).toHaveAccessibleName(/2 done/);
	// Longer than what is found at a load is gathered for.
	await page.waitForTimeout(2_000);
	expect(await again()).toEqual([]);
});
