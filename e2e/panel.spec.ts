import { generate, openPanel, panel, row, signIn, trayButton } from './actions.ts';
import { expect, test } from './studio.ts';

test.setTimeout(240_000);

test('cancel and undo, cancel many, a row that stays under the pointer, and what ended goes when dismissed', async ({
	page,
	studio,
}) => {
	await signIn(page, studio.url, 'Ana');
	await page.getByRole('link', { name: 'Mira' }).first().click();
	await generate(page, { name: 'First long', seconds: 60, height: 1080 });
	await generate(page, { name: 'Second long', seconds: 60, height: 1080 });
	for (const name of ['One', 'Two', 'Three', 'Four']) await generate(page, { name: `Queued ${name}`, seconds: 30 });
	await openPanel(page);
	await expect(trayButton(page)).toHaveAccessibleName(/2 running, 4 queued/);

	await test.step('[PN20] a queued job that was cancelled is taken back within its 5 s, to its place', async () => {
		await row(page, 'Queued Two')
			.getByRole('button', { name: /^Cancel/ })
			.click();
		await expect(row(page, 'Queued Two')).toContainText('Cancelled');
		await expect(trayButton(page)).toHaveAccessibleName(/2 running, 3 queued/);
		await row(page, 'Queued Two').getByRole('button', { name: /^Undo/ }).click();
		await expect(row(page, 'Queued Two')).toHaveAttribute('data-status', 'queued');
		await expect(row(page, 'Queued Two')).not.toHaveAttribute('data-undo');
		await expect(row(page, 'Queued Two')).toContainText('1 job before it');
		await expect(trayButton(page)).toHaveAccessibleName(/2 running, 4 queued/);
		// Longer than a cancel waits: nothing of it is left.
		await page.waitForTimeout(6_000);
		await expect(row(page, 'Queued Two')).toHaveAttribute('data-status', 'queued');
	});

	await test.step('[PN21] all queued ones are cancelled at once, taken back at once, and cancelled for good', async () => {
		const cancelAll = async () => {
			await panel(page).getByRole('button', { name: 'Several jobs at once' }).click();
			await panel(page).getByRole('button', { name: 'Cancel all queued · 4' }).click();
			await expect(panel(page).getByText('4 cancelled')).toBeVisible();
		};
		await cancelAll();
		await panel(page).getByRole('button', { name: 'Undo', exact: true }).click();
		await expect(trayButton(page)).toHaveAccessibleName(/2 running, 4 queued/);
		await cancelAll();
		await page.mouse.move(5, 400);
		await expect(row(page, 'Queued One')).toHaveAttribute('data-status', 'cancelled', { timeout: 15_000 });
		await expect(row(page, 'First long')).toHaveAttribute('data-status', 'running');
		await expect(trayButton(page)).toHaveAccessibleName(/2 running/);
		await expect(trayButton(page)).not.toHaveAccessibleName(/queued/);
	});

	await test.step('[PN18] a row that ends stays under the pointer, shown as it is, until the pointer leaves', async () => {
		const first = row(page, 'First long');
		const second = row(page, 'Second long');
		await first.getByRole('button', { name: /^Cancel/ }).click();
		await first.getByRole('button', { name: 'Cancel job' }).click();
		await second.hover();
		const before = await second.boundingBox();
		await expect(first).toHaveAttribute('data-status', 'cancelled', { timeout: 15_000 });
		await page.waitForTimeout(500);
		expect(await second.boundingBox()).toEqual(before);
		await expect(first).toHaveAttribute('data-form', 'working');
		await page.mouse.move(5, 400);
		await expect(first).toHaveAttribute('data-form', 'ended');
	});

	await test.step('[PN22] one ended job is dismissed, in the other tab and after a reload too; the rest is cleared', async () => {
		const other = await page.context().newPage();
		await other.goto(studio.url);
		await openPanel(other);
		await expect(row(other, 'Queued Two')).toBeVisible();
		await row(page, 'Queued Two').hover();
		await row(page, 'Queued Two')
			.getByRole('button', { name: /^Remove from the list/ })
			.click();
		await expect(row(page, 'Queued Two')).toHaveCount(0);
		await expect(row(other, 'Queued Two')).toHaveCount(0);
		await other.close();
		await page.reload();
		await openPanel(page);
		await expect(row(page, 'Queued Three')).toBeVisible();
		await expect(row(page, 'Queued Two')).toHaveCount(0);
		await panel(page).getByRole('button', { name: 'Several jobs at once' }).click();
		await panel(page)
			.getByRole('button', { name: /^Clear finished/ })
			.click();
		await expect(panel(page).getByRole('heading', { name: 'Finished' })).toHaveCount(0);
		await expect(row(page, 'Second long')).toBeVisible();
	});
});
