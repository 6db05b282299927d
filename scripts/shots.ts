import type { Page } from 'playwright-core';

/** One state of the tray: what the docs show a picture of, and what the browser tests look at. */
export interface Shot {
	name: string;
	/** Query of the gallery's page. */
	query?: string;
	width?: number;
	height?: number;
	forcedColors?: boolean;
	/** Both schemes unless told otherwise. */
	schemes?: readonly ('light' | 'dark')[];
	prepare?(page: Page): Promise<void>;
}

/** Opens the panel with the pointer, which then leaves. */
export async function openPanel(page: Page): Promise<void> {
	await page.locator('.bar .jobtray-button').click();
	await page.locator('.jobtray-panel').waitFor();
	// Away from the rows, so that none is drawn as pointed at.
	await page.mouse.move(5, 5);
}

async function askToCancel(page: Page): Promise<void> {
	await openPanel(page);
	await page.getByRole('button', { name: 'Cancel: Upscale · Jon, portrait' }).click();
	await page.mouse.move(5, 5);
}

async function scrollToEnd(page: Page): Promise<void> {
	await openPanel(page);
	await page.locator('.jobtray-scroller').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
	await page.waitForTimeout(300);
}

async function unfold(page: Page): Promise<void> {
	await openPanel(page);
	await page.getByRole('button', { name: /^Jobs of Upscale/ }).click();
	await page.mouse.move(5, 5);
}

async function openBulk(page: Page): Promise<void> {
	await openPanel(page);
	await page.getByRole('button', { name: 'Several jobs at once' }).click();
	await page.mouse.move(5, 5);
}

async function askToCancelMany(page: Page): Promise<void> {
	await openBulk(page);
	await page.getByRole('button', { name: /^Cancel all but/ }).click();
	await page.mouse.move(5, 5);
}

async function pointAtRow(page: Page): Promise<void> {
	await openPanel(page);
	await page.locator('.jobtray-row').first().hover();
}

async function openSettings(page: Page): Promise<void> {
	await openPanel(page);
	await page.getByRole('button', { name: /^(Notifications|Benachrichtigungen)$/ }).click();
	await page.locator('.jobtray-section').first().waitFor();
	await page.mouse.move(5, 5);
}

async function tryChannels(page: Page): Promise<void> {
	await openSettings(page);
	await page.getByRole('button', { name: 'Try every channel' }).click();
	await page.locator('.jobtray-tried > div').nth(5).waitFor();
	await page.locator('.jobtray-settings').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
	await page.mouse.move(5, 5);
}

/** Waits until all toasts of the scene are there. */
export async function waitForToasts(page: Page): Promise<void> {
	await page.locator('.jobtray-toast').nth(2).waitFor();
}

async function waitForIcons(page: Page): Promise<void> {
	await page.locator('.tabs[data-painted]').waitFor();
}

const phone = { width: 390, height: 760 };
/** Every state that the gallery can be brought to. */
export const shots: readonly Shot[] = [
	{ name: 'button', width: 900, height: 400 },
	{ name: 'panel', query: 'scene=panel', prepare: openPanel },
	{ name: 'panel-german', query: 'scene=panel&lang=de', schemes: ['light'], prepare: openPanel },
	{ name: 'panel-rtl', query: 'scene=panel&dir=rtl', schemes: ['light'], prepare: openPanel },
	{ name: 'confirm', query: 'scene=panel', prepare: askToCancel },
	{ name: 'finished', query: 'scene=panel', prepare: scrollToEnd },
	{ name: 'troubled', query: 'scene=troubled', prepare: openPanel },
	{ name: 'offline', query: 'scene=offline', prepare: openPanel },
	{ name: 'empty', query: 'scene=empty', height: 260, prepare: openPanel },
	{ name: 'tabs', query: 'scene=tabs', width: 1200, height: 150, prepare: waitForIcons },
	{ name: 'thousands', query: 'scene=thousands', schemes: ['light'], prepare: openPanel },
	{ name: 'toasts', query: 'scene=toasts', height: 370, prepare: waitForToasts },
	{ name: 'toasts-phone', query: 'scene=toasts', ...phone, height: 420, schemes: ['light'], prepare: waitForToasts },
	{ name: 'sheet', query: 'scene=panel', ...phone, prepare: openPanel },
	{ name: 'undo', query: 'scene=undo', prepare: openPanel },
	{ name: 'undo-many', query: 'scene=undo-many', schemes: ['light'], prepare: openPanel },
	{ name: 'bundle', query: 'scene=bundle', prepare: openPanel },
	{ name: 'bundle-unfolded', query: 'scene=bundle', prepare: unfold },
	{ name: 'bundle-rtl', query: 'scene=bundle&dir=rtl', schemes: ['light'], prepare: unfold },
	{ name: 'bundle-phone', query: 'scene=bundle', ...phone, schemes: ['light'], prepare: unfold },
	{ name: 'bulk', query: 'scene=bulk', prepare: openBulk },
	{ name: 'bulk-confirm', query: 'scene=bulk', schemes: ['light'], prepare: askToCancelMany },
	{ name: 'bulk-phone', query: 'scene=bulk', ...phone, schemes: ['light'], prepare: openBulk },
	{ name: 'row-pointed-at', query: 'scene=bells', prepare: pointAtRow },
	{ name: 'bundle-forced-colors', query: 'scene=bundle', forcedColors: true, schemes: ['light'], prepare: unfold },
	{ name: 'bulk-forced-colors', query: 'scene=bulk', forcedColors: true, schemes: ['dark'], prepare: openBulk },
	{ name: 'settings', query: 'scene=settings', prepare: openSettings },
	{ name: 'settings-first', query: 'scene=settings-first', schemes: ['light'], prepare: openSettings },
	{ name: 'settings-tested', query: 'scene=settings-blocked', schemes: ['light'], prepare: tryChannels },
	{ name: 'settings-german', query: 'scene=settings&lang=de', schemes: ['light'], prepare: openSettings },
	{ name: 'settings-rtl', query: 'scene=settings&dir=rtl', schemes: ['light'], prepare: openSettings },
	{ name: 'settings-phone', query: 'scene=settings', ...phone, prepare: openSettings },
	{ name: 'settings-forced-colors', query: 'scene=settings', forcedColors: true, prepare: openSettings },
	{ name: 'offer', query: 'scene=offer', schemes: ['light'], prepare: openPanel },
	{ name: 'forced-colors', query: 'scene=panel', forcedColors: true, prepare: askToCancel },
	{ name: 'forced-colors-button', width: 900, height: 400, forcedColors: true },
];
