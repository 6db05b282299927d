import { generate, openPanel, panel, row, signIn, trayButton } from './actions.ts';
import { countToasts } from './count-toasts.ts';
import { expect, test } from './studio.ts';

test.setTimeout(180_000);

/** "1 min 05 s" as seconds. */
function toSeconds(text: string | null): number {
	const [, minutes = '0', seconds = '0'] = /(?:(\d+) min )?(\d+) s/.exec(text ?? '') ?? [];
	return Number(minutes) * 60 + Number(seconds);
}

test('a reload in mid-run shows the same job, elapsed and remaining included', async ({ page, studio }) => {
	await signIn(page, studio.url, 'Ana');
	await page.getByRole('link', { name: 'Mira' }).first().click();
	await generate(page, { name: 'Long walk', seconds: 120 });
	await openPanel(page);
	const job = row(page, 'Long walk');
	await expect(job).toContainText(/left/, { timeout: 20_000 });
	const before = toSeconds(await job.locator('.jobtray-meta').textContent());
	expect(before).toBeGreaterThan(0);

	await page.addInitScript(() => {
		new MutationObserver(() => {
			const shown = document.querySelector('.jobtray-row[data-status="running"]')?.textContent;
			if (shown) (window as unknown as { first?: string }).first ??= shown;
		}).observe(document, { subtree: true, childList: true, characterData: true });
	});
	await page.reload();
	await openPanel(page);
	await job.waitFor();
	const first = await page.evaluate(() => (window as unknown as { first?: string }).first);
	expect(first).toMatch(/Encoding frame/);
	expect(first).toMatch(/left/);
	expect(toSeconds(first ?? null)).toBeGreaterThanOrEqual(before);
});

test('a server restarted in mid-run: the tray says how old it is, recovers, and tells each end once', async ({
	page,
	studio,
}) => {
	const toasts = await countToasts(page);
	await signIn(page, studio.url, 'Ana');
	await page.getByRole('link', { name: 'Mira' }).first().click();
	await generate(page, { name: 'First walk', seconds: 20 });
	await generate(page, { name: 'Second walk', seconds: 30 });
	await generate(page, { name: 'Third walk', seconds: 3 });
	await openPanel(page);
	await expect(row(page, 'First walk')).toContainText('Encoding frame', { timeout: 60_000 });

	expect(await studio.stop('SIGINT')).toBeLessThan(5_000);
	await expect(page.getByText(/Reconnecting… shown as of \d+ s ago/)).toBeVisible();
	await expect(trayButton(page)).toHaveAccessibleName(/connection lost/);
	await expect(row(page, 'First walk').getByRole('button', { name: /^Pause/ })).toHaveAttribute(
		'aria-disabled',
		'true',
	);

	await studio.start();
	await expect(page.getByText(/Reconnecting/)).toHaveCount(0, { timeout: 30_000 });
	await expect(row(page, 'First walk')).toContainText('restarted', { timeout: 20_000 });
	// What the open panel shows needs no toast.
	await trayButton(page).click();
	await expect(panel(page)).toBeHidden();
	const names = ['First walk', 'Second walk', 'Third walk'];
	const told = async (name: string) => (await toasts()).filter((text) => text.includes(name)).length;
	for (const name of names) await expect.poll(() => told(name), { timeout: 90_000 }).toBe(1);
	await page.reload();
	await openPanel(page);
	for (const name of names) {
		await expect(row(page, name)).toHaveAttribute('data-status', 'completed');
		expect(await told(name)).toBe(1);
	}
});

test('a killed server loses no job: the queued one runs, the running one runs again and says so', async ({
	page,
	studio,
}) => {
	await signIn(page, studio.url, 'Ana');
	await page.getByRole('link', { name: 'Mira' }).first().click();
	await generate(page, { name: 'First walk', seconds: 60 });
	await generate(page, { name: 'Second walk', seconds: 60 });
	await generate(page, { name: 'Third walk', seconds: 2 });
	await openPanel(page);
	await expect(row(page, 'Second walk')).toContainText('Encoding frame', { timeout: 60_000 });

	await studio.stop('SIGKILL');
	await expect(page.getByText(/Reconnecting… shown as of/)).toBeVisible();
	await studio.start();
	await expect(row(page, 'First walk')).toContainText('restarted', { timeout: 40_000 });
	await expect(row(page, 'Second walk')).toContainText('restarted');
	await expect(row(page, 'Third walk')).toHaveAttribute('data-status', 'queued');
});
