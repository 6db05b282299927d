import type { Page } from '@playwright/test';
import { panel, signIn, trayButton } from './actions.ts';
import { expect, test } from './studio.ts';

test.setTimeout(120_000);

function settings(page: Page) {
	return page.getByRole('dialog', { name: 'Notifications' });
}

async function openSettings(page: Page) {
	await trayButton(page).click();
	await panel(page).getByRole('button', { name: 'Notifications' }).click();
	await expect(settings(page).getByRole('switch').first()).toBeVisible();
	return settings(page);
}

/** Presses Tab until what has the focus is named so. */
async function tabTo(page: Page, name: string): Promise<void> {
	const focused = page.locator(':focus');
	await expect(async () => {
		await page.keyboard.press('Tab');
		await expect(focused).toHaveAccessibleName(name, { timeout: 100 });
	}).toPass({ intervals: [0], timeout: 20_000 });
}

/** Keeps the audio contexts that the page makes, and how many sources they have started. */
async function watchAudio(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const heard = { contexts: [] as AudioContext[], started: 0 };
		Object.assign(window, { heard });
		window.AudioContext = class extends AudioContext {
			constructor(options?: AudioContextOptions) {
				super(options);
				heard.contexts.push(this);
			}
		};
		const { start } = AudioScheduledSourceNode.prototype;
		AudioScheduledSourceNode.prototype.start = function (...when) {
			if (this.context instanceof AudioContext) heard.started += 1;
			start.apply(this, when);
		};
	});
}

function readAudio(page: Page): Promise<{ states: string[]; started: number }> {
	return page.evaluate(() => {
		const { heard } = window as unknown as { heard: { contexts: AudioContext[]; started: number } };
		return { states: heard.contexts.map(({ state }) => state), started: heard.started };
	});
}

test('[SE1] [KS1] [SE3] settings by keyboard alone: sound on, previewed, for all tabs, and after a reload', async ({
	page,
	context,
	studio,
}) => {
	await watchAudio(page);
	await signIn(page, studio.url, 'Ana');
	const second = await context.newPage();
	await second.goto(studio.url);
	const otherSound = (await openSettings(second)).getByRole('switch', { name: 'Play a sound when a job ends' });
	await expect(otherSound).not.toBeChecked();
	await page.bringToFront();

	await test.step('the shortcut opens the panel, Tab and Enter lead to the settings', async () => {
		await expect(trayButton(page)).toHaveAttribute('aria-keyshortcuts', 'Alt+J');
		await page.keyboard.press('Alt+j');
		await expect(panel(page)).toBeFocused();
		await tabTo(page, 'Notifications');
		await page.keyboard.press('Enter');
		await expect(settings(page).getByRole('button', { name: 'Back to the jobs' })).toBeFocused();
	});

	await test.step('Space turns the sound on, Enter plays it, and audio runs', async () => {
		await tabTo(page, 'Play a sound when a job ends');
		await page.keyboard.press('Space');
		await tabTo(page, 'When done');
		await page.keyboard.press('m');
		await tabTo(page, 'Play Marimba');
		const before = await readAudio(page);
		await page.keyboard.press('Enter');
		await expect.poll(async () => (await readAudio(page)).started).toBeGreaterThan(before.started);
		expect((await readAudio(page)).states).toContain('running');
	});

	await test.step('the other tab follows, and a reload remembers', async () => {
		await expect(otherSound).toBeChecked();
		await expect(settings(second).getByRole('combobox', { name: 'When done' })).toHaveValue('marimba');
		await page.reload();
		const again = await openSettings(page);
		await expect(again.getByRole('switch', { name: 'Play a sound when a job ends' })).toBeChecked();
		await expect(again.getByRole('combobox', { name: 'When done' })).toHaveValue('marimba');
	});

	await test.step('the shortcut closes it, and gives the focus back', async () => {
		await page.keyboard.press('Alt+j');
		await expect(settings(page)).toBeHidden();
		await expect(trayButton(page)).toBeFocused();
	});
});

test('[SE6] "Test" tries every channel and says what came of each', async ({ page, context, studio }) => {
	await context.grantPermissions(['notifications'], { origin: studio.url });
	await signIn(page, studio.url, 'Ana');
	const own = await openSettings(page);
	await own.getByRole('button', { name: 'Try every channel' }).click();
	const results = own.getByRole('group', { name: 'Test' }).getByRole('status');
	await expect(results.locator(':scope > *')).toHaveCount(6, { timeout: 15_000 });
	await expect(results).toContainText(/Note on the page\s*Shown\./);
	await expect(results).toContainText(/Sound when done\s*Played\./);
	await expect(results).toContainText(/Icon of the tab\s*Shown/);
	await expect(results).toContainText(/Badge of the app/);
	await expect(page.getByText(/This is a test/).first()).toBeVisible();
});

test('[KS3] the shortcut leaves fields alone', async ({ page, studio }) => {
	await signIn(page, studio.url, 'Ana');
	await page.getByRole('link', { name: 'Jon' }).first().click();
	await page.getByLabel('Notes').focus();
	await page.keyboard.press('Alt+j');
	await page.waitForTimeout(300);
	await expect(panel(page)).toBeHidden();
	await page.getByRole('heading', { level: 1 }).click();
	await page.keyboard.press('Alt+j');
	await expect(panel(page)).toBeVisible();
});
