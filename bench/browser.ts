import type { Browser } from 'playwright-core';
import { openChromium } from './measure/chromium.ts';
import { measureMainThread } from './measure/main-thread.ts';
import type { Report } from './measure/report.ts';
import { createSteadySource } from './measure/steady-source.ts';
import { openTrayServer } from './measure/tray-server.ts';

const jobs = 2_000;
const updatesPerSecond = 500;
const measuredMs = 10_000;

/** How busy many jobs keep the page, with the panel closed and open, against the same page without the tray. */
export async function runBrowserBench(): Promise<Report> {
	const source = createSteadySource(jobs);
	const server = await openTrayServer(source);
	const browser = await openChromium();
	source.run(updatesPerSecond);
	try {
		const rows = [
			{ page: 'without the tray', ...(await measurePage(browser, server.bareUrl, 'none')) },
			{ page: 'panel closed', ...(await measurePage(browser, server.url, 'closed')) },
			{ page: 'panel open', ...(await measurePage(browser, server.url, 'open')) },
		];
		const open = rows[2];
		return {
			rows,
			says: `${jobs} jobs, ${updatesPerSecond} updates a second: an open panel keeps the main thread ${open?.['busy %'].toFixed(1)} % busy, its longest task takes ${open?.['longest task ms'].toFixed(1)} ms.`,
		};
	} finally {
		source.stop();
		await browser.close();
		await server.close();
	}
}

async function measurePage(browser: Browser, url: string, panel: 'none' | 'closed' | 'open') {
	const page = await browser.newPage();
	await page.goto(url);
	if (panel !== 'none') await page.getByRole('button', { name: /^Jobs/ }).waitFor();
	if (panel === 'open') {
		await page.getByRole('button', { name: /^Jobs/ }).click();
		await page.getByRole('progressbar').first().waitFor();
	}
	const figures = await measureMainThread(page, measuredMs);
	await page.close();
	return figures;
}
