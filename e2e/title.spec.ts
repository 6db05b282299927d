import { generate, setAttention, signIn, trayButton } from './actions.ts';
import { expect, test } from './studio.ts';

test.setTimeout(120_000);

test('[TT1] the title shows progress while unfocused, and the newest title of the host comes back', async ({
	page,
	studio,
}) => {
	await signIn(page, studio.url, 'Ana');
	await page.getByRole('link', { name: 'Mira' }).first().click();
	await expect(page).toHaveTitle('Mira · X121');
	await generate(page, { name: 'Bridge at dawn', seconds: 20 });
	await expect(trayButton(page)).toHaveAccessibleName(/\d %/, { timeout: 20_000 });
	await expect(page).toHaveTitle('Mira · X121');

	await setAttention(page, 'blurred');
	await expect(page).toHaveTitle(/^\[\d+%\] X121 — Generating Scene 1 · Bridge at dawn$/);
	const before = await page.title();
	await expect.poll(() => page.title()).not.toBe(before);

	await page.getByRole('link', { name: 'Library' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
	await expect(page).toHaveTitle(/^\[\d+%\] X121 — /);
	await setAttention(page, 'focused');
	await expect(page).toHaveTitle('Library · X121');

	await setAttention(page, 'hidden');
	await expect(page).toHaveTitle(/^\[\d+%\] X121 — /);
	await expect(page).toHaveTitle('✓ X121 — Generating Scene 1 · Bridge at dawn', { timeout: 60_000 });
	await expect(page.getByText('is done')).toHaveCount(0);

	await setAttention(page, 'focused');
	await expect(page).toHaveTitle('Library · X121');
	await expect(page.getByRole('dialog').filter({ hasText: 'is done' })).toBeVisible();
});
