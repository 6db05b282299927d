import AxeBuilder from '@axe-core/playwright';
import { shots } from '../scripts/shots.ts';
import { expect, test } from './gallery.ts';
import { findFaintParts, findSmallTargets } from './measure.ts';

/**
 * Every state of which there is a picture; other languages, directions and colours have tests of their own, and the
 * picture of tabs shows none of the tray.
 */
const states = shots.filter(
	({ name, query = '', forcedColors }) => name !== 'tabs' && !forcedColors && !/lang|dir/.test(query),
);

for (const { name, query = '', width = 640, height = 700, prepare } of states) {
	test(`[AC4] [AC5] [AC6] ${name}: axe finds nothing, all is large and strong enough, light and dark`, async ({
		page,
		stand,
	}) => {
		await page.setViewportSize({ width, height });
		await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
		await stand.show(query);
		await prepare?.(page);
		expect(await findSmallTargets(page)).toEqual([]);
		const axe = new AxeBuilder({ page }).setLegacyMode();
		expect(toFindings(await axe.analyze())).toEqual([]);
		await page.emulateMedia({ colorScheme: 'dark' });
		// The rest is the same as in light.
		expect(toFindings(await axe.withRules(['color-contrast']).analyze())).toEqual([]);

		// From here on focus is the keyboard's.
		await page.keyboard.press('Shift');
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			expect(await findFaintParts(page), colorScheme).toEqual([]);
		}
	});
}

function toFindings({ violations }: Awaited<ReturnType<AxeBuilder['analyze']>>): string[] {
	return violations.flatMap(({ id, nodes }) =>
		nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
	);
}
