import type { Locator, Page } from '@playwright/test';
import { expect, panel, test, trayButton } from './gallery.ts';

/** Presses Tab, or Shift and Tab, until `wanted` has the focus. */
async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
	const isFocused = () =>
		wanted.evaluateAll(([element]) => element !== undefined && element === document.activeElement);
	for (let presses = 0; presses < 40; presses++) {
		if (await isFocused()) return;
		await page.keyboard.press(key);
	}
	throw new Error(`${wanted} was not reached by ${key}.`);
}

function row(page: Page, name: string): Locator {
	return panel(page).locator('.jobtray-row').filter({ hasText: name });
}

test('[AC7] all can be done by keyboard alone: open, pause, be asked, keep, cancel, close', async ({ page, stand }) => {
	await stand.show('scene=panel');
	await page.keyboard.press('Tab');
	await expect(trayButton(page)).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(panel(page)).toBeFocused();

	await tabTo(page, page.getByRole('button', { name: 'Pause: Generating Scene 3' }));
	await page.keyboard.press('Space');
	await expect(row(page, 'Scene 3')).toContainText('Pausing…');

	const cancel = page.getByRole('button', { name: 'Cancel: Upscale' });
	await tabTo(page, cancel);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: 'Keep' })).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('button', { name: 'Keep' })).toHaveCount(0);
	await expect(cancel).toBeFocused();
	await page.keyboard.press('Enter');
	await tabTo(page, panel(page).locator('.jobtray-danger'), 'Shift+Tab');
	await page.keyboard.press('Enter');
	await expect(row(page, 'Upscale')).toContainText('Cancelling…');

	await page.keyboard.press('Escape');
	await expect(panel(page)).toHaveCount(0);
	await expect(trayButton(page)).toBeFocused();
	await page.keyboard.press('Space');
	await expect(panel(page)).toBeVisible();
});

test('[AC7] rows out of view are reached by scrolling with the keys', async ({ page, stand }) => {
	await stand.show('scene=thousands');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	const list = panel(page).getByRole('group', { name: 'Job list' });
	await tabTo(page, list);
	await page.keyboard.press('End');
	await expect(row(page, 'Scene 2 · Mira, bridge')).toBeVisible();
	await tabTo(page, page.getByRole('link', { name: 'Generating Scene 2' }));
	await page.keyboard.press('Enter');
	expect(new URL(page.url()).pathname).toBe('/segments/2');
});

test('[AC7] F6 reaches the toasts, Enter follows one, and its button closes it', async ({ page, stand }) => {
	await stand.show('scene=toasts');
	const toasts = page.getByRole('region', { name: 'Job notices' });
	await toasts.getByRole('dialog').nth(2).waitFor();
	await page.keyboard.press('F6');
	await tabTo(page, toasts.getByRole('button', { name: 'Dismiss' }).nth(1));
	await page.keyboard.press('Enter');
	await expect(toasts.getByRole('dialog', { name: 'Export failed' })).toHaveCount(0);
	await tabTo(page, toasts.getByRole('link', { name: 'Scene 3 is done' }), 'Shift+Tab');
	await page.keyboard.press('Enter');
	expect(new URL(page.url()).pathname).toBe('/segments/3');
});

test('[AC8] the button is told as a button with its whole name, and whether it is open', async ({ page, stand }) => {
	await stand.show('scene=panel');
	await expect(page.getByRole('navigation')).toMatchAriaSnapshot(
		`
		- navigation:
		  - 'button "Jobs: 3 running, 3 queued, 73 %"'
	`.replaceAll('\t', ''),
	);
	await trayButton(page).click();
	await expect(page.getByRole('navigation')).toMatchAriaSnapshot(
		`
		- navigation:
		  - 'button "Jobs: 3 running, 3 queued, 73 %" [expanded]'
	`.replaceAll('\t', ''),
	);
	await stand.show('');
	const names = await page.locator('.states .jobtray-button').evaluateAll((all) => all.map((each) => each.ariaLabel));
	expect(names).toEqual([
		'Jobs: none running',
		'Jobs: 1 running, 41 %',
		'Jobs: 1 running, 1 queued',
		'Jobs: 1 paused, 41 %',
		'Jobs: 2 done',
		'Jobs: 1 failed, 1 running, 73 %',
		'Jobs: 3 done, 2 running, 1 queued, 36 %',
		'Jobs: connection lost, 1 running, 73 %',
		'Jobs: 2 running, 99+ queued, 8 %',
	]);
});

test('[AC8] the panel is told as a dialog with a list of jobs, each with its state, buttons and progress', async ({
	page,
	stand,
}) => {
	await stand.show('scene=panel');
	await trayButton(page).click();
	await expect(panel(page)).toMatchAriaSnapshot(
		`
		- dialog "Jobs":
		  - heading "Jobs" [level=2]
		  - group "Which jobs":
		    - button "Mine" [pressed]
		    - button "All"
		  - group "Job list":
		    - list:
		      - listitem:
		        - heading "Running" [level=3]
		      - listitem:
		        - text: Generating Scene 3 · Mira, forest at dusk Encoding frame 1,052 of 1,440
		        - 'button "Pause: Generating Scene 3 · Mira, forest at dusk"'
		        - 'button "Cancel: Generating Scene 3 · Mira, forest at dusk"'
		        - progressbar "Progress of Generating Scene 3 · Mira, forest at dusk"
		        - text: 73 % · 14 min 20 s about 5 min left · 14:32
		      - listitem:
		        - heading "Queued · 3" [level=3]
		      - listitem:
		        - text: Generating Scene 5 · Jon, harbour 1 job before it · starts about 14:33
		        - 'button "Hold: Generating Scene 5 · Jon, harbour"'
		        - 'button "Cancel: Generating Scene 5 · Jon, harbour"'
		      - listitem:
		        - heading "Finished" [level=3]
		      - listitem:
		        - link "Generating Scene 2 · Mira, bridge"
		        - text: Done 4 min ago · took 18 min
		      - listitem:
		        - link "Export · season one"
		        - text: /Failed .+ · Disk full on render-02/
		        - 'button "Copy error: Export · season one"'
		        - 'button "Try again: Export · season one"'
		  - link "All jobs"
	`.replaceAll('\t', ''),
	);
});

test('[AC8] a question is told as a group with the question as its name', async ({ page, stand }) => {
	await stand.show('scene=panel');
	await trayButton(page).click();
	await page.getByRole('button', { name: 'Cancel: Upscale' }).click();
	await expect(panel(page).getByRole('group', { name: /^Cancel/ })).toMatchAriaSnapshot(
		`
		- group /Cancel.*8 min/:
		  - button "Cancel job"
		  - button "Keep"
	`.replaceAll('\t', ''),
	);
});

test('[AC8] toasts are told as named dialogs in a region, and not read a second time', async ({ page, stand }) => {
	await stand.show('scene=toasts');
	const toasts = page.getByRole('region', { name: 'Job notices' });
	await toasts.getByRole('dialog').nth(2).waitFor();
	await expect(toasts).toHaveAttribute('aria-live', 'off');
	await expect(toasts).toMatchAriaSnapshot(
		`
		- region "Job notices":
		  - dialog "Scene 3 is done":
		    - link "Scene 3 is done"
		    - text: /Mira, forest at dusk · took 19 min/
		    - button "Dismiss"
		  - dialog "Export failed":
		    - link "Export failed"
		    - text: /Disk full on render-02/
		    - button "Dismiss"
		  - 'dialog "While you were away: 3 done, 1 failed"':
		    - 'button "While you were away: 3 done, 1 failed"'
		    - button "Dismiss"
	`.replaceAll('\t', ''),
	);
});
