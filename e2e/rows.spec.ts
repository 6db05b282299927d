import type { Page } from '@playwright/test';
import type { Job } from '../packages/jobtray/src/protocol/index.ts';
import { expect, test, trayButton } from './gallery.ts';

/** What the scene `live` hands out. */
interface Live {
	client: {
		now(): number;
		clock: { advance(ms: number): void };
		feed(scope: 'mine'): { put(...jobs: Job[]): void; peek(key: string): Job | undefined };
	};
}

/** Lets things happen to a job of the scene `live`; one that is not there is made after `scenes:5`. */
async function change(page: Page, key: string, patch: Partial<Job>): Promise<void> {
	await page.evaluate(
		([key, patch]) => {
			const { live } = window as unknown as { live: Live };
			const feed = live.client.feed('mine');
			const job = feed.peek(key) ?? feed.peek('scenes:5');
			if (job !== undefined) feed.put({ ...job, key, ...patch });
		},
		[key, patch] as const,
	);
}

const now = Date.UTC(2026, 1, 18, 14, 27, 0);
const ended = { status: 'completed', finishedAt: now, actions: [] } satisfies Partial<Job>;

test('[PN18] a row stays under the pointer, at the same height, until the pointer leaves', async ({ page, stand }) => {
	await stand.show('scene=live');
	await trayButton(page).click();
	const row = (name: string) => page.locator('.jobtray-row').filter({ hasText: name });
	const names = ['Scene 3', 'Scene 4', 'Upscale', 'Scene 5', 'Scene 6'];
	await row('Scene 4').hover();
	const boxes = () => Promise.all(names.map((name) => row(name).boundingBox()));
	const before = await boxes();

	await change(page, 'scenes:3', ended);
	await change(page, 'scenes:5', { status: 'running', startedAt: now, progress: 0.03, step: 'Encoding frame 40' });
	await change(page, 'scenes:new', { name: 'Generating Scene 99', status: 'running', startedAt: now });
	await expect(row('Scene 3')).toContainText('Done just now');
	await expect(row('Scene 5')).toContainText('3 % · Encoding frame 40');
	expect(await boxes()).toEqual(before);
	await expect(row('Scene 99')).toHaveCount(0);

	await page.mouse.move(5, 400);
	await expect(row('Scene 99')).toBeVisible();
	await expect(row('Scene 5').getByRole('progressbar')).toBeVisible();
	expect(await boxes()).not.toEqual(before);
});

test('[PN16] rows that move on under a resting pointer take no press at that moment', async ({ page, stand }) => {
	await stand.show('scene=live');
	await trayButton(page).click();
	const cancel = page.getByRole('button', { name: 'Cancel: Upscale · Jon, portrait' });
	const box = await cancel.boundingBox();
	if (box === null) throw new Error('No button');
	await page.mouse.move(box.x + 5, box.y + 5);
	await change(page, 'scenes:3', ended);
	await page.evaluate(() => (window as unknown as { live: Live }).live.client.clock.advance(10_000));
	await page.mouse.down();
	await page.mouse.up();
	await expect(page.getByText(/^Cancel it\?/)).toHaveCount(0);
	await expect(page.getByRole('heading', { name: 'Finished' })).toBeAttached();
	await page.waitForTimeout(450);
	await cancel.click();
	await expect(page.getByText(/^Cancel it\?/)).toBeVisible();
});

test('[PN19] what is read in a scrolled list stays where it is while another row comes in above', async ({
	page,
	stand,
}) => {
	await stand.show('scene=live');
	await trayButton(page).click();
	const scroller = page.locator('.jobtray-scroller');
	await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
	const read = page.locator('.jobtray-row').filter({ hasText: 'Export · season one' });
	await expect(read).toBeVisible();
	await page.mouse.move(5, 400);
	await page.waitForTimeout(200);
	const before = await read.boundingBox();
	await change(page, 'scenes:new', { ...ended, name: 'Generating Scene 99', startedAt: now - 1_000 });
	await change(page, 'scenes:more', { name: 'Generating Scene 98', status: 'running', startedAt: now });
	await page.waitForTimeout(300);
	const after = await read.boundingBox();
	expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThanOrEqual(2);
	await scroller.evaluate((element) => element.scrollTo(0, 0));
	await expect(page.getByText('Generating Scene 98')).toBeVisible();
});

test('[PN29] a row shows at most three buttons at rest, and all that it has when pointed at or by keyboard', async ({
	page,
	stand,
}) => {
	await stand.show('scene=live');
	await trayButton(page).click();
	await page.mouse.move(5, 400);
	const bell = page.getByRole('button', { name: /^Tell me about this one: Generating Scene 3/ });
	const opacity = () => bell.evaluate((element) => getComputedStyle(element).opacity);
	expect(await opacity()).toBe('0');
	for (const row of await page.locator('.jobtray-row').all()) {
		const shown = await row
			.getByRole('button')
			.evaluateAll((buttons) => buttons.filter((button) => getComputedStyle(button).opacity === '1').length);
		expect(shown).toBeLessThanOrEqual(3);
	}
	await page.locator('.jobtray-row').first().hover();
	expect(await opacity()).toBe('1');
	await page.mouse.move(5, 400);
	await bell.focus();
	await page.keyboard.press('Shift+Tab');
	await page.keyboard.press('Tab');
	await expect(bell).toBeFocused();
	expect(await opacity()).toBe('1');
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true });

	test('[PN29] all buttons of a row are seen, and its name can still be read', async ({ page, stand }) => {
		await stand.show('scene=live');
		await trayButton(page).tap();
		const row = page.locator('.jobtray-row').filter({ hasText: 'Scene 3' });
		await expect(row.getByRole('button', { name: /^Tell me/ })).toHaveCSS('opacity', '1');
		const name = await row.locator('.jobtray-name').boundingBox();
		expect(name?.width).toBeGreaterThanOrEqual(200);
	});

	test('[PN39] a failed row says why below its buttons, over its whole width', async ({ page, stand }) => {
		await stand.show('scene=panel');
		await trayButton(page).tap();
		const row = page.locator('.jobtray-row[data-status="failed"]').first();
		const boxes = async (selector: string) => {
			const box = await row.locator(selector).boundingBox();
			if (box === null) throw new Error(`No ${selector}`);
			return box;
		};
		const [why, buttons, last] = [
			await boxes('.jobtray-step'),
			await boxes('.jobtray-acts'),
			await boxes('.jobtray-extra'),
		];
		expect(why.y).toBeGreaterThanOrEqual(buttons.y + buttons.height);
		expect(why.width).toBeGreaterThanOrEqual(350);
		expect(last.x + last.width).toBeCloseTo(buttons.x + buttons.width, 0);
	});

	test('[PN26] the sheet follows the finger, goes back up after little, and closes when drawn down', async ({
		page,
		stand,
	}) => {
		await stand.show('scene=live');
		await trayButton(page).tap();
		const sheet = page.locator('.jobtray-panel');
		await expect(sheet).toBeVisible();
		await page.waitForTimeout(300);
		const rest = await sheet.boundingBox();
		const touch = await page.context().newCDPSession(page);
		const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
			touch.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 195, y }] });
		const top = rest?.y ?? 0;
		const draw = async (by: number) => {
			await send('touchStart', top + 8);
			for (const part of [0.25, 0.5, 0.75, 1]) await send('touchMove', top + 8 + by * part);
			await page.waitForTimeout(150);
		};
		await draw(60);
		expect((await sheet.boundingBox())?.y).toBeCloseTo(top + 60, 0);
		await send('touchEnd');
		await expect.poll(async () => (await sheet.boundingBox())?.y).toBe(top);
		await draw(320);
		await send('touchEnd');
		await expect(sheet).toHaveCount(0);
	});
});
