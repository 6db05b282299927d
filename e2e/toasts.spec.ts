import type { Locator, Page } from '@playwright/test';
import { expect, test } from './gallery.ts';

/** Presses on a toast's words, draws it aside and lets go. */
async function draw(page: Page, { toast, toX }: { toast: Locator; toX: number }): Promise<void> {
	const box = await toast.boundingBox();
	if (box === null) throw new Error('The toast is not on the page.');
	const from = { x: box.x + 60, y: box.y + box.height / 2 };
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	for (let step = 1; step <= 10; step++) await page.mouse.move(from.x + (toX * step) / 10, from.y);
	await page.mouse.up();
}

for (const [side, toX] of [
	['right', 240],
	['left', -240],
] as const) {
	test(`[TO13] a toast that is drawn to the ${side} goes, and leads nowhere`, async ({ page, stand }) => {
		await stand.show('scene=toasts');
		const toast = page.getByRole('dialog', { name: 'Export failed' });
		await toast.waitFor();
		const { pathname } = new URL(page.url());
		await draw(page, { toast, toX });
		await expect(toast).toHaveCount(0);
		await expect(page.getByRole('dialog')).toHaveCount(2);
		expect(new URL(page.url()).pathname).toBe(pathname);
	});
}

test('[TO13] a toast that is drawn aside a little comes back', async ({ page, stand }) => {
	await stand.show('scene=toasts');
	const toast = page.getByRole('dialog', { name: 'Export failed' });
	await toast.waitFor();
	const before = await toast.boundingBox();
	await draw(page, { toast, toX: 20 });
	await expect.poll(async () => (await toast.boundingBox())?.x).toBe(before?.x);
});
