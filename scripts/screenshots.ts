import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { createServer } from 'vite';
import { findChromium } from './find-chromium.ts';

/** Takes the pictures of the docs from `docs/gallery`, in which time stands still. */
interface Shot {
	name: string;
	/** Query of the gallery's page. */
	query?: string;
	width?: number;
	height?: number;
	forcedColors?: boolean;
	/** Both schemes unless told otherwise. */
	schemes?: readonly ('light' | 'dark')[];
	prepare?(page: Page): Promise<void>;
}

const images = fileURLToPath(new URL('../docs/images/', import.meta.url));

async function openPanel(page: Page): Promise<void> {
	await page.locator('.bar .jobtray-button').click();
	await page.locator('.jobtray-panel').waitFor();
	// Away from the rows, so that none is drawn as pointed at.
	await page.mouse.move(5, 5);
}

async function askToCancel(page: Page): Promise<void> {
	await openPanel(page);
	await page.getByRole('button', { name: 'Cancel: Upscale · Jon, portrait' }).click();
	await page.mouse.move(5, 5);
}

async function scrollToEnd(page: Page): Promise<void> {
	await openPanel(page);
	await page.locator('.jobtray-scroller').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
	await page.waitForTimeout(300);
}

async function unfold(page: Page): Promise<void> {
	await openPanel(page);
	await page.getByRole('button', { name: /^Jobs of Upscale/ }).click();
	await page.mouse.move(5, 5);
}

async function openBulk(page: Page): Promise<void> {
	await openPanel(page);
	await page.getByRole('button', { name: 'Several jobs at once' }).click();
	await page.mouse.move(5, 5);
}

async function askToCancelMany(page: Page): Promise<void> {
	await openBulk(page);
	await page.getByRole('button', { name: /^Cancel all but/ }).click();
	await page.mouse.move(5, 5);
}

async function pointAtRow(page: Page): Promise<void> {
	await openPanel(page);
	await page.locator('.jobtray-row').first().hover();
}

async function openSettings(page: Page): Promise<void> {
	await openPanel(page);
	await page.getByRole('button', { name: /^(Notifications|Benachrichtigungen)$/ }).click();
	await page.locator('.jobtray-section').first().waitFor();
	await page.mouse.move(5, 5);
}

async function tryChannels(page: Page): Promise<void> {
	await openSettings(page);
	await page.getByRole('button', { name: 'Try every channel' }).click();
	await page.locator('.jobtray-tried > div').nth(5).waitFor();
	await page.locator('.jobtray-settings').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
	await page.mouse.move(5, 5);
}

async function waitForToasts(page: Page): Promise<void> {
	await page.locator('.jobtray-toast').nth(2).waitFor();
}

const phone = { width: 390, height: 760 };
const shots: readonly Shot[] = [
	{ name: 'button', width: 900, height: 330 },
	{ name: 'panel', query: 'scene=panel', prepare: openPanel },
	{ name: 'panel-german', query: 'scene=panel&lang=de', schemes: ['light'], prepare: openPanel },
	{ name: 'panel-rtl', query: 'scene=panel&dir=rtl', schemes: ['light'], prepare: openPanel },
	{ name: 'confirm', query: 'scene=panel', prepare: askToCancel },
	{ name: 'finished', query: 'scene=panel', prepare: scrollToEnd },
	{ name: 'troubled', query: 'scene=troubled', prepare: openPanel },
	{ name: 'offline', query: 'scene=offline', prepare: openPanel },
	{ name: 'empty', query: 'scene=empty', height: 260, prepare: openPanel },
	{ name: 'thousands', query: 'scene=thousands', schemes: ['light'], prepare: openPanel },
	{ name: 'toasts', query: 'scene=toasts', height: 340, prepare: waitForToasts },
	{ name: 'toasts-phone', query: 'scene=toasts', ...phone, height: 420, schemes: ['light'], prepare: waitForToasts },
	{ name: 'sheet', query: 'scene=panel', ...phone, prepare: openPanel },
	{ name: 'undo', query: 'scene=undo', prepare: openPanel },
	{ name: 'undo-many', query: 'scene=undo-many', schemes: ['light'], prepare: openPanel },
	{ name: 'bundle', query: 'scene=bundle', prepare: openPanel },
	{ name: 'bundle-unfolded', query: 'scene=bundle', prepare: unfold },
	{ name: 'bundle-rtl', query: 'scene=bundle&dir=rtl', schemes: ['light'], prepare: unfold },
	{ name: 'bundle-phone', query: 'scene=bundle', ...phone, schemes: ['light'], prepare: unfold },
	{ name: 'bulk', query: 'scene=bulk', prepare: openBulk },
	{ name: 'bulk-confirm', query: 'scene=bulk', schemes: ['light'], prepare: askToCancelMany },
	{ name: 'bulk-phone', query: 'scene=bulk', ...phone, schemes: ['light'], prepare: openBulk },
	{ name: 'row-pointed-at', query: 'scene=bells', prepare: pointAtRow },
	{ name: 'bundle-forced-colors', query: 'scene=bundle', forcedColors: true, schemes: ['light'], prepare: unfold },
	{ name: 'bulk-forced-colors', query: 'scene=bulk', forcedColors: true, schemes: ['dark'], prepare: openBulk },
	{ name: 'settings', query: 'scene=settings', prepare: openSettings },
	{ name: 'settings-first', query: 'scene=settings-first', schemes: ['light'], prepare: openSettings },
	{ name: 'settings-tested', query: 'scene=settings-blocked', schemes: ['light'], prepare: tryChannels },
	{ name: 'settings-german', query: 'scene=settings&lang=de', schemes: ['light'], prepare: openSettings },
	{ name: 'settings-rtl', query: 'scene=settings&dir=rtl', schemes: ['light'], prepare: openSettings },
	{ name: 'settings-phone', query: 'scene=settings', ...phone, prepare: openSettings },
	{ name: 'settings-forced-colors', query: 'scene=settings', forcedColors: true, prepare: openSettings },
	{ name: 'offer', query: 'scene=offer', schemes: ['light'], prepare: openPanel },
	{ name: 'forced-colors', query: 'scene=panel', forcedColors: true, prepare: askToCancel },
	{ name: 'forced-colors-button', width: 900, height: 330, forcedColors: true },
];

async function take(
	browser: Browser,
	{ address, shot, scheme }: { address: string; shot: Shot; scheme: 'light' | 'dark' },
) {
	const { width = 640, height = 700 } = shot;
	const page = await browser.newPage({
		viewport: { width, height },
		deviceScaleFactor: 2,
		colorScheme: scheme,
		forcedColors: shot.forcedColors === true ? 'active' : 'none',
		reducedMotion: 'reduce',
		locale: 'en-GB',
		timezoneId: 'UTC',
	});
	page.on('pageerror', (error) => {
		throw error;
	});
	await page.goto(`${address}?${shot.query ?? ''}`);
	await page.locator('.bar .jobtray-button').waitFor();
	await shot.prepare?.(page);
	await page.screenshot({ path: `${images}${shot.name}-${scheme}.png`, animations: 'disabled' });
	await page.close();
}

const wanted = process.argv.slice(2);
const found = findChromium();
const server = await createServer({
	root: fileURLToPath(new URL('../docs/gallery/', import.meta.url)),
	configFile: false,
	logLevel: 'error',
	server: { port: 0, fs: { allow: [fileURLToPath(new URL('..', import.meta.url))] } },
	resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
});
await server.listen();
const [address] = server.resolvedUrls?.local ?? [];
if (address === undefined) throw new Error('The gallery has no address: the server did not start.');
const browser = await chromium.launch({ executablePath: found?.path, args: ['--no-sandbox'] });
try {
	for (const shot of shots) {
		if (wanted.length > 0 && !wanted.includes(shot.name)) continue;
		for (const scheme of shot.schemes ?? ['light', 'dark']) await take(browser, { address, shot, scheme });
	}
} finally {
	await browser.close();
	await server.close();
}
