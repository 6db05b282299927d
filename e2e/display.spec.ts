import type { Page } from '@playwright/test';
import { openPanel, shots, waitForToasts } from '../scripts/shots.ts';
import { expect, panel, test, trayButton } from './gallery.ts';
import { findCutOff, findFaintParts, findPlaces } from './measure.ts';

test('[AC9] in forced colours all is drawn in the person’s own, and strong enough', async ({ page, stand }) => {
	await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
	for (const { name, query = '', prepare } of shots.filter(({ forcedColors }) => forcedColors)) {
		await stand.show(query);
		await prepare?.(page);
		await page.keyboard.press('Shift');
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			expect(await findFaintParts(page), `${name}, ${colorScheme}`).toEqual([]);
		}
	}
});

test('[AC9] in forced colours what is chosen is told by its ground', async ({ page, stand }) => {
	await page.emulateMedia({ forcedColors: 'active' });
	await stand.show('scene=panel');
	await openPanel(page);
	const grounds = await page
		.locator('.jobtray-scopes button')
		.evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).backgroundColor));
	expect(new Set(grounds).size).toBe(2);
});

/** How many animations and transitions run now, those of pseudo-elements included. */
function countMoving(page: Page): Promise<number> {
	return page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
}

test('[AC10] nothing moves for who asked for that, and the state is told all the same', async ({ page, stand }) => {
	await stand.show('');
	expect(await countMoving(page)).toBeGreaterThan(0);
	await page.emulateMedia({ reducedMotion: 'reduce' });
	expect(await countMoving(page)).toBe(0);
	await expect(page.locator('.jobtray-ring-arc[data-indeterminate]').first()).toHaveCSS(
		'stroke-dasharray',
		'3px, 9.5px',
	);

	await stand.show('scene=panel');
	await trayButton(page).click();
	expect(await countMoving(page)).toBe(0);
	await panel(page).waitFor();
	await expect(panel(page).locator('progress:not([value])')).toHaveCount(1);
	expect(await countMoving(page)).toBe(0);
	await page.keyboard.press('Escape');
	expect(await countMoving(page)).toBe(0);
	await stand.show('scene=toasts');
	await waitForToasts(page);
	expect(await countMoving(page)).toBe(0);
});

test('[AC11] from right to left everything stands mirrored', async ({ page, stand }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	for (const [scene, reach] of [
		['panel', openPanel],
		['toasts', waitForToasts],
	] as const) {
		await stand.show(`scene=${scene}`);
		await reach(page);
		const places = await findPlaces(page, { mirrored: false });
		await stand.show(`scene=${scene}&dir=rtl`);
		await reach(page);
		expect(await findPlaces(page, { mirrored: true })).toEqual(places);
	}
	await stand.show('scene=panel&dir=rtl');
	await openPanel(page);
	const arrow = panel(page).locator('.jobtray-arrow');
	expect(await arrow.evaluate((element) => getComputedStyle(element, '::before').content)).toBe('"←"');
});

// What is opened by an English name cannot be opened in German.
const narrow = shots.filter(({ name }) =>
	['button', 'panel', 'troubled', 'offline', 'undo', 'bundle', 'settings', 'offer', 'toasts'].includes(name),
);

for (const lang of ['en', 'de']) {
	test(`[AC12] nothing is cut off at 320 px, in ${lang}, nor with wider letters and lines`, async ({ page, stand }) => {
		await page.setViewportSize({ width: 320, height: 640 });
		await page.emulateMedia({ reducedMotion: 'reduce' });
		for (const { name, query = '', prepare } of narrow) {
			await stand.show(`${query}&lang=${lang}`);
			await prepare?.(page);
			expect(await findCutOff(page), name).toEqual([]);
			// What a person may set, by WCAG 2.2, 1.4.12.
			await page.evaluate(() => {
				const sheet = new CSSStyleSheet();
				sheet.replaceSync(
					'* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }',
				);
				document.adoptedStyleSheets = [sheet];
			});
			expect(await findCutOff(page), `${name}, spaced`).toEqual([]);
		}
	});
}

test('[AC12] at 200 % the panel fits the window, and its list still scrolls', async ({ page, stand }) => {
	await page.setViewportSize({ width: 640, height: 360 });
	await stand.show('scene=panel');
	await openPanel(page);
	expect(await findCutOff(page)).toEqual([]);
	const { bottom, list } = await panel(page).evaluate((element) => ({
		bottom: element.getBoundingClientRect().bottom,
		list: element.querySelector('.jobtray-scroller')?.clientHeight ?? 0,
	}));
	expect(bottom).toBeLessThanOrEqual(360);
	expect(list).toBeGreaterThanOrEqual(120);
});
