import { expect, test } from './channels/pages.ts';

test('[BA2] a page of no installed app may show a badge, and nothing fails', async ({ page, pages }) => {
	const errors: Error[] = [];
	page.on('pageerror', (error) => errors.push(error));
	await page.goto(pages.url);
	const state = await page.evaluate(async () => {
		const badge = window.channels.createBadge();
		for (const count of [3, 120, 0, 1]) badge.show(count);
		badge.close();
		// What was refused is told after the browser's answer.
		await navigator.clearAppBadge?.().catch(() => {});
		return { state: badge.state, expected: 'setAppBadge' in navigator ? 'ready' : 'missing' };
	});
	expect(state.state).toBe(state.expected);
	expect(errors).toEqual([]);
});
