import { test as base, expect, type Page } from '@playwright/test';
import { type Rendered, serveRendered } from '../scripts/serve-pages.ts';
import { hearProblems } from './gallery.ts';
import { type PageGateway, routeGateway } from './render/gateway.ts';
import { watchHoldings } from './render/leftovers.ts';

const reacts = ['19', '18'] as const;
type React = (typeof reacts)[number];

const test = base.extend<{ gateway: PageGateway }, { rendered: Record<React, Rendered> }>({
	rendered: [
		// biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
		async ({}, use) => {
			const all = await Promise.all(reacts.map((react) => serveRendered('e2e/render', { react })));
			const [newest, older] = all;
			if (newest === undefined || older === undefined) throw new Error('A React is missing.');
			await use({ '19': newest, '18': older });
			for (const each of all) await each.close();
		},
		{ scope: 'worker' },
	],
	gateway: ({ page }, use) => routeGateway(page).then(use),
});

function trays(page: Page) {
	return page.getByRole('button', { name: /^Jobs/ });
}

for (const react of reacts) {
	test(`[AC2] [AC13] what the server rendered is taken over without a warning, by React ${react}`, async ({
		page,
		rendered,
		gateway,
	}) => {
		const problems = await hearProblems(page);
		const { url, html, version } = rendered[react];
		await page.route(url, async (route) => {
			const answer = await route.fetch();
			const body = (await answer.text()).replace('<div id="root"></div>', `<div id="root">${html}</div>`);
			await route.fulfill({ response: answer, body });
		});
		await page.goto(url);
		await expect(trays(page)).toHaveCount(2);
		await expect(trays(page).first()).toHaveAccessibleName('Jobs: loading');
		const first = await trays(page).first().elementHandle();
		expect([version, await page.evaluate(() => window.host.react)].map((each) => each.split('.')[0])).toEqual([
			react,
			react,
		]);

		await page.evaluate(() => window.host.mount());
		await expect(trays(page).first()).toHaveAccessibleName('Jobs: 1 running');
		expect(await first?.evaluate((button) => button.isConnected)).toBe(true);
		await trays(page).first().click();
		await expect(page.getByRole('dialog', { name: 'Jobs' })).toContainText('Scene 1 · Bridge');
		expect(gateway.opened()).toBe(1);
		expect(problems).toEqual([]);
	});

	test(`[AC14] [AC3] two trays share one link and one toast, and unmounting leaves nothing, with React ${react}`, async ({
		page,
		rendered,
		gateway,
	}) => {
		const problems = await hearProblems(page);
		const holdings = await watchHoldings(page);
		await page.goto(rendered[react].url);
		await page.waitForFunction(() => 'host' in window);
		const before = await holdings();
		await page.evaluate(() => window.host.mount());
		await expect(trays(page)).toHaveCount(2);
		for (const tray of await trays(page).all()) await expect(tray).toHaveAccessibleName('Jobs: 1 running');
		expect(gateway.opened()).toBe(1);
		await trays(page).last().click();
		await expect(page.getByRole('dialog', { name: 'Jobs' })).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(page.getByRole('dialog', { name: 'Jobs' })).toHaveCount(0);

		gateway.finish();
		await expect(page.getByRole('dialog', { name: 'Scene 1 is done' })).toHaveCount(1);
		expect((await holdings()).listeners.length).toBeGreaterThan(before.listeners.length);
		expect((await holdings()).sockets).toHaveLength(1);

		await page.evaluate(() => window.host.unmount());
		await expect.poll(holdings, { timeout: 10_000 }).toEqual(before);
		await expect(page.locator('.jobtray')).toHaveCount(0);
		expect(problems).toEqual([]);
	});
}
