import type { Locator, Page } from '@playwright/test';
import { expect } from './studio.ts';

/** Signs in as one of the sample's people. */
export async function signIn(page: Page, studioUrl: string, person: 'Ana' | 'Ben' | 'Lea'): Promise<void> {
	await page.goto(studioUrl);
	await page.getByRole('button', { name: person }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Characters' })).toBeVisible();
}

/** The tray's button, whatever it says. */
export function trayButton(page: Page): Locator {
	return page.getByRole('button', { name: /^Jobs/ });
}

/** The tray's panel. */
export function panel(page: Page): Locator {
	return page.getByRole('dialog', { name: 'Jobs' });
}

/** Opens the panel, if it is not open. */
export async function openPanel(page: Page): Promise<Locator> {
	if (!(await panel(page).isVisible())) await trayButton(page).click();
	await expect(panel(page)).toBeVisible();
	return panel(page);
}

/** A job's row in the panel, by a part of its name. */
export function row(page: Page, name: string): Locator {
	return panel(page).locator('.jobtray-row').filter({ hasText: name });
}

/** Cancels a running job by its row, and says that it is meant. */
export async function cancelRunning(of: Locator): Promise<void> {
	await of.getByRole('button', { name: /^Cancel/ }).click();
	await of.getByRole('button', { name: 'Cancel job' }).click();
}

/** What to make. */
export interface Scene {
	name: string;
	seconds: number;
	height?: 540 | 1080;
}

/** Asks for a scene on the Character view, and waits until it is accepted. */
export async function generate(page: Page, { name, seconds, height = 540 }: Scene): Promise<void> {
	await page.getByLabel('Scene name (optional)').fill(name);
	await page.getByLabel('Seconds').fill(String(seconds));
	await page.getByLabel(height === 540 ? /540/ : /1080/).check();
	// The answer, not the page's word on it: that goes when the scene ends, which a short or broken one soon does.
	const answered = page.waitForResponse((response) => response.url().endsWith('/api/scenes'));
	await page.getByRole('button', { name: 'Generate scene' }).click();
	expect((await answered).status()).toBe(202);
}

/** Makes the page believe that its window has, or has not, the focus and can, or cannot, be seen: headless pages always have both. */
export async function setAttention(page: Page, state: 'focused' | 'blurred' | 'hidden'): Promise<void> {
	await page.evaluate((next) => {
		const hidden = next === 'hidden';
		Object.defineProperty(document, 'visibilityState', {
			configurable: true,
			get: () => (hidden ? 'hidden' : 'visible'),
		});
		Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
		document.hasFocus = () => next === 'focused';
		document.dispatchEvent(new Event('visibilitychange'));
		window.dispatchEvent(new Event(next === 'focused' ? 'focus' : 'blur'));
	}, state);
}
