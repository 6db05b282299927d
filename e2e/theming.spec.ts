import type { Page } from '@playwright/test';
import { toUnlayered } from '../packages/jobtray/to-unlayered.ts';
import { openPanel, waitForToasts } from '../scripts/shots.ts';
import { expect, panel, test, trayButton } from './gallery.ts';
import { findSmallTargets } from './measure.ts';

function groundOf(page: Page, selector: string): Promise<string> {
	return page
		.locator(selector)
		.first()
		.evaluate((element) => getComputedStyle(element).backgroundColor);
}

test('[TH2] the scheme is that of the page, or that of the nearest attribute', async ({ page, stand }) => {
	const [light, dark] = ['rgb(255, 255, 255)', 'rgb(23, 24, 28)'];
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	await stand.show('scene=panel');
	await openPanel(page);
	const grounds = async () => [await groundOf(page, 'nav .jobtray-button'), await groundOf(page, '.jobtray-panel')];
	const mark = (selector: string, theme: string) =>
		page.locator(selector).evaluate((element, value) => element.setAttribute('data-jobtray-theme', value), theme);
	await trayButton(page).evaluate((button) => button.removeAttribute('data-open'));
	expect(await grounds()).toEqual([dark, dark]);
	await mark('html', 'light');
	expect(await grounds()).toEqual([light, light]);
	await mark('nav', 'dark');
	expect(await grounds()).toEqual([dark, light]);
	await mark('html', 'dark');
	await mark('nav', 'light');
	expect(await grounds()).toEqual([light, dark]);
});

test('[TH3] drawn compactly, rows are lower and targets still large enough', async ({ page, stand }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await stand.show('scene=panel');
	await openPanel(page);
	const heights = () =>
		page.evaluate(() =>
			['.jobtray-button', '.jobtray-row', '.jobtray-act:not(.jobtray-close)'].map(
				(part) => document.querySelector(part)?.getBoundingClientRect().height ?? 0,
			),
		);
	const wide = await heights();
	await page.locator('html').evaluate((html) => html.setAttribute('data-jobtray-density', 'compact'));
	const close = await heights();
	expect(close.map((height, at) => height < (wide[at] ?? 0))).toEqual([true, true, true]);
	expect(await findSmallTargets(page)).toEqual([]);
});

/** What resets do, of several kinds, all at once. */
const reset = `
	*, *::before, *::after { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid #ccc; }
	html, body, div, span, a, button, h1, h2, ul, li { font: inherit; font-size: 100%; vertical-align: baseline; }
	body { line-height: 1.6; -webkit-font-smoothing: antialiased; }
	button, input, select { all: unset; }
	button, [type='button'] { appearance: button; background: transparent; color: inherit; }
	a { color: inherit; text-decoration: inherit; }
	img, svg, video { display: block; max-width: 100%; vertical-align: middle; }
	ul, ol { list-style: none; }
	p, h1, h2, h3 { overflow-wrap: break-word; }
	progress { vertical-align: baseline; }
	:focus { outline: none; }
`;

/** What may differ where a reset got through, of every part that is shown. */
function readLook(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const names = ['padding', 'margin', 'borderWidth', 'color', 'backgroundColor', 'textDecorationLine'] as const;
		return [...document.querySelectorAll('.jobtray, .jobtray *')]
			.filter((each) => each.checkVisibility() && each.closest('svg *') === null)
			.map((each) => {
				const { width, height } = each.getBoundingClientRect();
				const style = getComputedStyle(each);
				const size = `${width.toFixed(1)} × ${height.toFixed(1)}`;
				const hasWords = [...each.childNodes].some((child) => child instanceof Text && child.data.trim() !== '');
				const look = names.map((name) => style[name]).join('; ');
				return `${each.getAttribute('class') ?? each.tagName}: ${size}; ${look}; ${hasWords ? style.font : ''}`;
			});
	});
}

for (const [kind, change] of [
	['a reset in a layer before it', (css: string) => `@layer reset { ${reset} } ${css}`],
	['a reset in no layer, with the unlayered styles', (css: string) => reset + toUnlayered(css)],
] as const) {
	test(`[TH4] the tray looks the same beside ${kind}`, async ({ page, stand }) => {
		await page.emulateMedia({ reducedMotion: 'reduce' });
		const looks: string[][] = [];
		for (const resets of [false, true]) {
			if (resets) {
				await page.route('**/*.css', async (route) => {
					const answer = await route.fetch();
					await route.fulfill({ response: answer, body: change(await answer.text()) });
				});
			}
			const look: string[] = [];
			await stand.show('scene=panel');
			await openPanel(page);
			look.push(...(await readLook(page)));
			await page.getByRole('button', { name: 'Cancel: Upscale' }).click();
			await page.mouse.move(5, 5);
			look.push(...(await readLook(page)));
			await stand.show('scene=toasts');
			await waitForToasts(page);
			look.push(...(await readLook(page)));
			await page.keyboard.press('Tab');
			look.push(await trayButton(page).evaluate((button) => getComputedStyle(button).outline));
			looks.push(look);
		}
		expect(looks[1]).toEqual(looks[0]);
	});
}

test('[TH1] a custom property on an element above changes what it names', async ({ page, stand }) => {
	await stand.show('scene=panel');
	await page.locator('html').evaluate((html) => html.style.setProperty('--jobtray-surface', 'rgb(1, 2, 3)'));
	await openPanel(page);
	await expect(panel(page)).toHaveCSS('background-color', 'rgb(1, 2, 3)');
});
