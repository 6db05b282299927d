import { defineConfig } from '@playwright/test';
import { findChromium } from '../scripts/find-chromium.ts';

// Chromium's sandbox does not work for root, which is who runs in most containers.
const isRoot = process.getuid?.() === 0;

export default defineConfig({
	testDir: '.',
	outputDir: '../test-results',
	// Each test drives a server, an encoder and a browser: one at a time gives true timings.
	workers: 1,
	// A test that passes only when repeated has found something.
	retries: 0,
	forbidOnly: Boolean(process.env.CI),
	timeout: 120_000,
	// Long enough for a machine that is busy with something else.
	expect: { timeout: 15_000 },
	reporter: 'list',
	use: {
		launchOptions: { executablePath: findChromium()?.path, args: isRoot ? ['--no-sandbox'] : [] },
		screenshot: 'only-on-failure',
		trace: 'retain-on-failure',
	},
});
