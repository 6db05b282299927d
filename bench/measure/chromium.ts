import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../scripts/find-chromium.ts';

/** Opens a headless Chromium. */
export async function openChromium(): Promise<Browser> {
	const found = findChromium();
	if (found === null)
		throw new Error('There is no Chromium. Run "npm test" once, which gets one, or set CHROMIUM_PATH.');
	const isRoot = process.getuid?.() === 0;
	return chromium.launch({ executablePath: found.path, args: isRoot ? ['--no-sandbox'] : [] });
}
