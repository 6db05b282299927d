import type { Page } from '@playwright/test';

/** Notes every toast that appears in the page, over reloads too. */
export async function countToasts(page: Page): Promise<() => Promise<string[]>> {
	const toasts: string[] = [];
	await page.exposeFunction('noteToast', (text: string) => void toasts.push(text));
	await page.addInitScript(() => {
		const noted = new WeakSet<Element>();
		new MutationObserver(() => {
			for (const toast of document.querySelectorAll('.jobtray-toast')) {
				if (noted.has(toast)) continue;
				noted.add(toast);
				void (window as unknown as { noteToast(text: string): void }).noteToast(toast.textContent ?? '');
			}
		}).observe(document, { subtree: true, childList: true });
	});
	return async () => toasts;
}
