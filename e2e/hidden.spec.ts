import type { BrowserContext, Page } from '@playwright/test';
import { startTcpProxy } from 'test-servers';
import { openPanel, panel, signIn, trayButton } from './actions.ts';
import { countToasts } from './count-toasts.ts';
import { openOtherDevice } from './other-device.ts';
import { openOwnBrowser } from './own-browser.ts';
import { test as base, expect } from './studio.ts';
import { recordTold } from './told.ts';

// What Chromium does to a tab that nobody looks at. A short scene takes its time on a busy machine.

/** Timers of a hidden tab stand still but once a minute: a second after it was hidden in place of five minutes. */
const throttling = '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/1';

/** The context is that of a Chromium which does so. */
const test = base.extend<{ context: BrowserContext }>({
	context: async ({ launchOptions }, use) => {
		const own = await openOwnBrowser({ ...launchOptions, args: [...(launchOptions.args ?? []), throttling] });
		const context = await own.attach();
		await context.grantPermissions(['notifications']);
		await use(context);
		await own.close();
	},
});

test.setTimeout(180_000);

/** Starts a chained timer of 10 ms, which says of itself how often it comes. Answers with how often it does in some milliseconds. */
async function startTicks(page: Page): Promise<(ms: number) => Promise<number>> {
	await page.evaluate(() => {
		Object.assign(window, { ticks: 0 });
		const tick = () => {
			Object.assign(window, { ticks: Reflect.get(window, 'ticks') + 1 });
			setTimeout(tick, 10);
		};
		tick();
	});
	const read = () => page.evaluate(() => Number(Reflect.get(window, 'ticks')));
	return async (ms) => {
		const before = await read();
		await new Promise((resolve) => setTimeout(resolve, ms));
		return (await read()) - before;
	};
}

/** Signs in, and has ends told on the desktop. */
async function openTab(page: Page, url: string) {
	const told = await recordTold(page.context());
	const toasts = await countToasts(page);
	await page.bringToFront();
	await signIn(page, url, 'Ana');
	await expect(trayButton(page)).toHaveAccessibleName('Jobs: none running');
	await (await openPanel(page)).getByRole('button', { name: 'Notifications' }).click();
	const wish = page.getByRole('switch', { name: 'Notify me on the desktop' });
	await wish.click();
	await expect(wish).toBeChecked();
	await trayButton(page).click();
	await expect(panel(page)).toBeHidden();
	return {
		notes: () => told.map(({ text }) => text),
		/** By whichever way. */
		async timesOf(name: string) {
			const all = [...told.map(({ text }) => text), ...(await toasts())];
			return all.filter((text) => text.includes(name)).length;
		},
	};
}

/** Loads a page again, and puts an empty tab before it meanwhile: one that has loaded has a minute in which it is spared. */
async function loadHidden(page: Page): Promise<void> {
	let release = () => {};
	const isHidden = new Promise<void>((resolve) => {
		release = resolve;
	});
	await page.route(/\.js$/, async (route) => {
		await isHidden;
		await route.continue();
	});
	await page.reload({ waitUntil: 'commit' });
	const front = await page.context().newPage();
	await front.bringToFront();
	await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden');
	release();
	await expect(trayButton(page)).toHaveAccessibleName('Jobs: none running');
	await page.unroute(/\.js$/);
}

/** Longer than what is found at waking is gathered for, and than a hidden page waits before it looks whether anybody is there. */
const settledMs = 4_000;

test('[AT29] [TT10] [LK13] [AT2] a tab hidden under intensive throttling tells each end once, also when its link was cut', async ({
	context,
	studio,
}) => {
	const [page] = context.pages();
	if (page === undefined) throw new Error('The browser has no tab.');
	const other = await openOtherDevice(studio.url);
	const proxy = await startTcpProxy({ port: Number(new URL(studio.url).port) });
	const { notes, timesOf } = await openTab(page, `http://localhost:${proxy.port}`);
	const title = await page.title();
	expect(await (await startTicks(page))(1_000), 'of a tab that is seen').toBeGreaterThan(20);
	await loadHidden(page);
	const ticks = await startTicks(page);

	// Chromium spares what has a WebSocket open: once a second.
	await other.makeScene('Bridge at dawn');
	await expect.poll(notes).toEqual([expect.stringContaining('Bridge at dawn')]);
	await expect(page).toHaveTitle(/^✓ .*Bridge at dawn/);
	expect(await ticks(3_000), 'with a link').toBeLessThanOrEqual(4);

	proxy.refuse('refuse');
	proxy.cut();
	await expect.poll(() => ticks(3_000), { message: 'without one' }).toBe(0);
	await other.makeScene('Bridge at noon');
	proxy.refuse('accept');
	// Its next attempt is a timer's, which comes within the minute.
	await expect.poll(async () => (await notes()).length, { timeout: 60_000 }).toBe(2);
	expect(notes()[1]).toContain('Bridge at noon');

	await page.bringToFront();
	await expect(trayButton(page)).toHaveAccessibleName(/2 done/);
	await expect(page).toHaveTitle(title);
	await page.waitForTimeout(settledMs);
	for (const name of ['dawn', 'noon']) expect(await timesOf(`Bridge at ${name}`)).toBe(1);
	await proxy.stop();
});
