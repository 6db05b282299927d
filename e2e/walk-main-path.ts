import type { Browser, Page } from '@playwright/test';
import { cancelRunning, generate, openPanel, panel, row, signIn, trayButton } from './actions.ts';
import { drawPicture, drawTruncatedPicture } from './pictures.ts';
import { expect, test } from './studio.ts';

/** Where the main path is walked, and what happens meanwhile. */
export interface Walk {
	page: Page;
	/** Address of a Studio that makes two scenes at once, or of several that make two together. */
	url: string;
	browser: Browser;
	/** Once the first scene is being made. */
	onFirstRunning?: () => Promise<void>;
	/** One scene is paused, two are being made and two wait; so it has to be afterwards, soon. */
	inTheMiddle?: () => Promise<void>;
	/** What the browser may complain of: what `inTheMiddle` does to the network. Default nothing. */
	mayComplain?: RegExp;
}

/** How long what was asked of a worker may take, also of one that has to be found dead first. */
const followMs = 120_000;

/** From a picture to a finished segment, watched from the tray. */
export async function walkMainPath({
	page,
	url,
	browser,
	onFirstRunning,
	inTheMiddle,
	mayComplain,
}: Walk): Promise<void> {
	const problems: string[] = [];
	page.on('pageerror', (error) => problems.push(String(error)));
	page.on('console', (message) => {
		if (message.type() === 'error' && !mayComplain?.test(message.text())) problems.push(message.text());
	});
	await signIn(page, url, 'Ana');
	await expect(trayButton(page)).toHaveAccessibleName('Jobs: none running');

	await test.step('upload a picture and start generations from it', async () => {
		await page.getByRole('link', { name: 'Mira' }).first().click();
		await page
			.getByLabel(/Add your own picture/)
			.setInputFiles({ name: 'My harbour.jpg', mimeType: 'image/jpeg', buffer: await drawPicture() });
		await expect(page.getByRole('radio', { name: 'My harbour' })).toBeChecked();
		await generate(page, { name: 'Long harbour', seconds: 60, height: 1080 });
		if (onFirstRunning !== undefined) {
			await expect(trayButton(page)).toHaveAccessibleName(/1 running/);
			await onFirstRunning();
		}
		// Both are cancelled in the end; until then they are never done.
		await generate(page, { name: 'Other harbour', seconds: 120, height: 1080 });
		await generate(page, { name: 'Third harbour', seconds: 120, height: 1080 });
		await generate(page, { name: 'Never harbour', seconds: 30 });
		await generate(page, { name: 'Short harbour', seconds: 4 });
	});

	await test.step('counts and progress are seen, and move', async () => {
		await expect(trayButton(page)).toHaveAccessibleName(/2 running, 3 queued/, { timeout: 15_000 });
		await expect(trayButton(page)).toHaveAccessibleName(/\d %/, { timeout: 15_000 });
		await openPanel(page);
		await expect(row(page, 'Long harbour')).toContainText(/Encoding frame [\d,]+ of 1,440/);
		const before = await frameOf(row(page, 'Long harbour'));
		await expect.poll(() => frameOf(row(page, 'Long harbour'))).toBeGreaterThan(before);
		await expect(row(page, 'Short harbour')).toContainText('2 jobs before it');
		await expect(row(page, 'Long harbour').getByRole('progressbar')).toHaveAttribute('value', /^0\.\d+$/);
	});

	await test.step('[BT11] the tray stays in every view, and the panel stays open', async () => {
		const shown = await trayButton(page).elementHandle();
		await page.getByRole('link', { name: 'Library' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
		await page.getByRole('link', { name: 'Settings' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
		await page.getByRole('link', { name: 'Characters' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Characters' })).toBeVisible();
		expect(await shown?.evaluate((button) => button.isConnected)).toBe(true);
		await expect(panel(page)).toBeVisible();
	});

	await test.step("edit another character's metadata meanwhile", async () => {
		await page.getByRole('link', { name: 'Jon' }).first().click();
		await page.getByLabel('Notes').fill('Walks with a limp since the harbour.');
		await expect(page.getByText('Saved', { exact: true })).toBeVisible();
		await page.reload();
		await expect(page.getByLabel('Notes')).toHaveValue('Walks with a limp since the harbour.');
	});

	await test.step('pause one: its frame counter stands still, and its place goes to the next', async () => {
		await openPanel(page);
		const long = row(page, 'Long harbour');
		await long.getByRole('button', { name: /^Pause/ }).click();
		await expect(long).toHaveAttribute('data-status', 'paused');
		const stood = await frameOf(long);
		await page.waitForTimeout(3_000);
		expect(await frameOf(long)).toBe(stood);
		await expect(trayButton(page)).toHaveAccessibleName(/2 running, 2 queued, 1 paused/);
		await expect(row(page, 'Third harbour')).toHaveAttribute('data-status', 'running');
	});

	if (inTheMiddle !== undefined) {
		await inTheMiddle();
		await expect(row(page, 'Long harbour')).toHaveAttribute('data-status', 'paused');
		await expect(trayButton(page)).toHaveAccessibleName(/2 running, 2 queued, 1 paused/, { timeout: followMs });
	}

	await test.step('cancel one queued and one running; resume the paused one: it goes on', async () => {
		await row(page, 'Never harbour')
			.getByRole('button', { name: /^Cancel/ })
			.click();
		await expect(row(page, 'Never harbour').getByRole('button', { name: /^Undo/ })).toBeVisible();
		await expect(row(page, 'Never harbour')).toHaveAttribute('data-status', 'cancelled', { timeout: 15_000 });
		const long = row(page, 'Long harbour');
		// Whose process has died starts over.
		const stood = inTheMiddle === undefined ? await frameOf(long) : 0;
		await long.getByRole('button', { name: /^Resume/ }).click();
		await expect(long).toHaveAttribute('data-status', 'queued');

		const other = row(page, 'Other harbour');
		await other.getByRole('button', { name: /^Cancel/ }).click();
		await expect(other).toContainText('Cancel it?');
		await other.getByRole('button', { name: 'Keep' }).click();
		await expect(other).toHaveAttribute('data-status', 'running');
		await cancelRunning(other);
		await expect(other).toHaveAttribute('data-status', 'cancelled', { timeout: followMs });
		await expect(long).toHaveAttribute('data-status', 'running', { timeout: followMs });
		await expect.poll(() => frameOf(long), { timeout: followMs }).toBeGreaterThan(stood);
		await expect(page.getByText(/harbour (is done|failed)/)).toHaveCount(0);
	});

	await test.step('told when one is done: the toast leads to the video, which plays', async () => {
		await cancelRunning(row(page, 'Third harbour'));
		// What the open panel shows needs no toast.
		await trayButton(page).click();
		await expect(panel(page)).toBeHidden();
		const toast = page.getByRole('dialog').filter({ hasText: 'Short harbour' }).filter({ hasText: 'is done' });
		await toast.waitFor({ timeout: followMs });
		await toast.click();
		await expect(page).toHaveURL(/\/segments\//);
		await expect(page.getByRole('heading', { level: 1, name: /Short harbour/ })).toBeVisible();
		const video = page.locator('video');
		await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.readyState)).toBeGreaterThanOrEqual(2);
		expect(await video.evaluate((one: HTMLVideoElement) => one.duration)).toBeCloseTo(4, 1);
		await video.evaluate(async (one: HTMLVideoElement) => {
			one.muted = true;
			await one.play();
		});
		await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.currentTime)).toBeGreaterThan(0.5);
	});

	await test.step('a truncated picture fails for real: toast, click, its error', async () => {
		await page.getByRole('link', { name: 'Characters' }).click();
		await page.getByRole('link', { name: 'Jon' }).first().click();
		await page
			.getByLabel(/Add your own picture/)
			.setInputFiles({ name: 'Broken.jpg', mimeType: 'image/jpeg', buffer: await drawTruncatedPicture() });
		await expect(page.getByRole('radio', { name: 'Broken' })).toBeChecked();
		await generate(page, { name: 'Broken harbour', seconds: 3 });
		const toast = page.getByRole('dialog').filter({ hasText: /Scene \d+ failed/ });
		await toast.waitFor({ timeout: followMs });
		await toast.click();
		await expect(page).toHaveURL(/\/jobs\//);
		await expect(page.getByText(/damaged/).first()).toBeVisible();
	});

	await test.step('another creator sees none of it; the lead sees all under "All"', async () => {
		const other = await browser.newPage();
		await signIn(other, url, 'Ben');
		await expect(trayButton(other)).toHaveAccessibleName('Jobs: none running');
		await expect((await openPanel(other)).getByText('No jobs')).toBeVisible();
		await expect(panel(other).getByRole('button', { name: 'All', exact: true })).toHaveCount(0);
		await other.close();

		const lead = await browser.newPage();
		await signIn(lead, url, 'Lea');
		await expect((await openPanel(lead)).getByText('No jobs')).toBeVisible();
		await panel(lead).getByRole('button', { name: 'All', exact: true }).click();
		await expect(row(lead, 'Long harbour')).toBeVisible();
		await expect(row(lead, 'Broken harbour')).toBeVisible();
		await lead.close();
	});

	expect(problems).toEqual([]);
}

/** The frame that a row says is being encoded. */
async function frameOf(of: ReturnType<typeof row>): Promise<number> {
	const [, frame] = /frame ([\d,]+) of/.exec((await of.textContent()) ?? '') ?? [];
	return Number(frame?.replaceAll(',', ''));
}
