import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { scenes } from '../docs/gallery/scenes.ts';
import { expect, openPanel, test } from './gallery.ts';
import { findFaintParts, findSmallTargets } from './measure.ts';

/** How a person comes to each state. Scenes that are not named here are looked at with the panel open. */
const states: { name: string; scene: string; reach(page: Page): Promise<void>; width?: number }[] = [
	{ name: 'every button', scene: '', reach: async () => {} },
	{
		name: 'question before a cancel',
		scene: 'panel',
		async reach(page) {
			await openPanel(page);
			await page.getByRole('button', { name: 'Cancel: Upscale' }).click();
			await page.getByRole('group', { name: /^Cancel/ }).waitFor();
		},
	},
	{
		name: 'finished jobs',
		scene: 'panel',
		async reach(page) {
			await openPanel(page);
			await page.locator('.jobtray-scroller').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
			await page.getByText('Disk full').waitFor();
		},
	},
	{
		name: 'toasts',
		scene: 'toasts',
		async reach(page) {
			await page.locator('.jobtray-toast').nth(2).waitFor();
		},
	},
	{ name: 'sheet on a phone', scene: 'panel', reach: openPanel, width: 390 },
	...Object.keys(scenes)
		.filter((scene) => scene !== 'toasts')
		.map((scene) => ({ name: scene, scene, reach: openPanel })),
];

for (const { name, scene, reach, width = 900 } of states) {
	test(`[AC4] [AC5] [AC6] ${name}: axe finds nothing, all is large and strong enough, light and dark`, async ({
		page,
		stand,
	}) => {
		await page.setViewportSize({ width, height: 760 });
		await page.emulateMedia({ reducedMotion: 'reduce' });
		await stand.show(scene);
		await reach(page);
		expect(await findSmallTargets(page)).toEqual([]);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
			expect(
				violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, any }) => [html, any[0]?.message]) })),
			).toEqual([]);
		}
		await page.keyboard.press('Shift');
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			expect(await findFaintParts(page), colorScheme).toEqual([]);
		}
	});
}
