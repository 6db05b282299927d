import type { BrowserContext, Page } from '@playwright/test';
import type { Preferences } from 'jobtray/attention';
import { generate, setAttention, signIn, trayButton } from './actions.ts';
import { expect, test } from './studio.ts';
import { clickNotification, recordTold, type Told } from './told.ts';

// Five pages, a server and an encoder: on a busy machine a short scene takes its time.
test.setTimeout(300_000);

const endMs = 120_000;

test.beforeEach(({ context }) => context.grantPermissions(['notifications']));

const loud: Partial<Preferences['sound']> = { on: true, when: 'always' };

/** Signs in, and stores how Ana wants to be told; pages follow as they are loaded. */
async function signInWith(page: Page, url: string, preferences: { [K in keyof Preferences]?: unknown }): Promise<void> {
	await signIn(page, url, 'Ana');
	await expect(trayButton(page)).toHaveAccessibleName('Jobs: none running');
	await expect.poll(() => page.evaluate(() => Object.keys(localStorage).some((key) => /:seen$/.test(key)))).toBe(true);
	await page.evaluate((stored) => {
		const key = Object.keys(localStorage).find((each) => each.endsWith(':seen')) ?? '';
		localStorage.setItem(key.replace(/seen$/, 'preferences'), JSON.stringify(stored));
	}, preferences);
	await page.reload();
	await expect(trayButton(page)).toHaveAccessibleName('Jobs: none running');
}

/** Opens more pages, which can sound from the first click on, and which nobody sees. */
async function openHidden(context: BrowserContext, url: string, count: number): Promise<Page[]> {
	const pages: Page[] = [];
	for (let each = 0; each < count; each += 1) {
		const page = await context.newPage();
		await page.goto(url);
		await expect(trayButton(page)).toHaveAccessibleName(/^Jobs/);
		await page.getByRole('heading', { level: 1 }).click();
		await setAttention(page, 'hidden');
		pages.push(page);
	}
	return pages;
}

function toasts(page: Page) {
	return page.getByRole('dialog').filter({ hasText: 'is done' });
}

const by = (told: readonly Told[], way: Told['by']) => told.filter((each) => each.by === way);

test('[AT1][AT29][AT31][AT35] five pages, and the one that was to tell is killed: one notification, one sound', async ({
	context,
	page,
	studio,
}) => {
	const told = await recordTold(context);
	await signInWith(page, studio.url, { desktop: true, sound: loud });
	const seen = await context.newPage();
	const hidden = [page, ...(await openHidden(context, studio.url, 3))];
	// Nobody has clicked in it, so that the browser keeps it silent, and the sound is for another to make.
	await seen.goto(`${studio.url}/library`);
	await expect(trayButton(seen)).toHaveAccessibleName(/^Jobs/);
	await page.getByRole('link', { name: 'Mira' }).first().click();
	await generate(page, { name: 'Bridge at dawn', seconds: 4 });
	await setAttention(page, 'hidden');
	await setAttention(seen, 'blurred');
	// It stands still from here on, though to the others it is there: it will not have told when it is killed.
	const killing = await context.newCDPSession(seen);
	await killing.send('Debugger.enable');
	await killing.send('Debugger.pause');
	await expect.poll(() => page.title(), { timeout: endMs }).toMatch(/^✓/);
	expect(by(told, 'desktop')).toEqual([]);
	const crashed = seen.waitForEvent('crash');
	killing.send('Page.crash').catch(() => {});
	await crashed;
	await expect.poll(() => by(told, 'desktop').length, { timeout: 15_000 }).toBe(1);
	expect(hidden).toContain(by(told, 'desktop')[0]?.page);
	await page.waitForTimeout(4_000);
	for (const each of hidden) await setAttention(each, 'focused');
	await page.waitForTimeout(1_000);
	expect(by(told, 'desktop').map(({ text }) => text)).toEqual([expect.stringContaining('Generating Scene 1')]);
	expect(by(told, 'sound')).toHaveLength(1);
	for (const each of hidden) await expect(toasts(each)).toHaveCount(0);
});

test('[AT1][AT29][AT35] five pages, one of them in use: one toast there, one sound, no notification', async ({
	context,
	page,
	studio,
}) => {
	const told = await recordTold(context);
	await signInWith(page, studio.url, { desktop: true, sound: loud });
	const hidden = await openHidden(context, studio.url, 4);
	await page.getByRole('link', { name: 'Mira' }).first().click();
	await generate(page, { name: 'Bridge at dawn', seconds: 4 });
	await expect(toasts(page)).toHaveCount(1, { timeout: endMs });
	await expect.poll(() => by(told, 'sound').length).toBe(1);
	// Longer than a hidden page waits before it looks whether anybody is there.
	await page.waitForTimeout(4_000);
	for (const each of hidden) {
		await setAttention(each, 'focused');
		await expect(trayButton(each)).toHaveAccessibleName(/1 done/);
		await expect(toasts(each)).toHaveCount(0);
	}
	expect(by(told, 'sound')).toHaveLength(1);
	expect(by(told, 'desktop')).toHaveLength(0);
});

test('[AT29][AT30][AT34] a hidden page tells by the desktop; a click on it leads to the segment', async ({
	context,
	page,
	studio,
}) => {
	const told = await recordTold(context);
	await signInWith(page, studio.url, { desktop: true });
	await page.getByRole('link', { name: 'Mira' }).first().click();
	await generate(page, { name: 'Bridge at dawn', seconds: 4 });
	await setAttention(page, 'hidden');
	await expect.poll(() => told.length, { timeout: endMs }).toBe(1);
	expect(told[0]?.text).toContain('Bridge at dawn');
	const before = page.url();
	await setAttention(page, 'focused');
	await clickNotification(page);
	await expect(page).not.toHaveURL(before);
	await expect(page.getByRole('heading', { level: 1, name: 'Bridge at dawn' })).toBeVisible();
	await expect(toasts(page)).toHaveCount(0);

	await page.getByRole('link', { name: 'Characters' }).click();
	await page.getByRole('link', { name: 'Jon' }).first().click();
	await generate(page, { name: 'Bridge at dusk', seconds: 4 });
	await setAttention(page, 'blurred');
	await expect.poll(() => told.length, { timeout: endMs }).toBe(2);
	await expect(toasts(page)).toHaveCount(0);
});

test('[TT11][AT33][AT43] on a shared screen nothing is named, and the icon moves and comes back exactly', async ({
	context,
	page,
	studio,
}) => {
	const told = await recordTold(context);
	await signInWith(page, studio.url, { desktop: true, privacy: true });
	const icons = () =>
		page.evaluate(() => [...document.head.querySelectorAll('link[rel~="icon"]')].map((link) => link.outerHTML));
	const own = await icons();
	expect(own).toEqual(['<link rel="icon" href="/icon.svg" type="image/svg+xml">']);
	await page.getByRole('link', { name: 'Mira' }).first().click();
	await generate(page, { name: 'Bridge at dawn', seconds: 15 });
	expect(await icons()).toEqual(own);
	await setAttention(page, 'hidden');
	await expect(page).toHaveTitle(/^\[\d+%\] X121$/, { timeout: endMs });
	await expect.poll(async () => (await icons()).join()).toMatch(/data:image\/png/);
	const first = await icons();
	await expect.poll(icons, { timeout: endMs }).not.toEqual(first);
	await expect(page).toHaveTitle('✓ X121', { timeout: endMs });
	await expect.poll(() => told.length).toBe(1);
	expect(told[0]?.text).not.toContain('Bridge');
	expect(told[0]?.text).not.toContain('Scene');
	await setAttention(page, 'focused');
	await expect.poll(icons).toEqual(own);
	await expect(page).toHaveTitle('Mira · X121');
});
