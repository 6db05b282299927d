import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { createServer } from 'vite';
import { findChromium } from './find-chromium.ts';
import { type Shot, shots } from './shots.ts';

/** Takes the pictures of the docs from `docs/gallery`, in which time stands still. */
const images = fileURLToPath(new URL('../docs/images/', import.meta.url));

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
		// A phone has nothing to hover with: what is seen on hover elsewhere is always seen there.
		isMobile: width <= 480,
		hasTouch: width <= 480,
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
