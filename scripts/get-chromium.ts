import { hasApt, installPackages, isRoot, mustRun } from './debian-packages.ts';
import { type FoundChromium, findChromium } from './find-chromium.ts';
import { runCommand } from './run-command.ts';

/** Without any font Chromium draws boxes for text, and sizes come out wrong. Says what it did. */
async function addFonts(): Promise<string> {
	const fonts = await runCommand(['fc-list']);
	if (!hasApt || (fonts.code === 0 && fonts.output.trim() !== '')) return '';
	return installPackages(['fontconfig', 'fonts-dejavu-core']).then(
		() => '; installed fonts-dejavu-core',
		// Most tests do well without fonts, so that is worth a word, not an end.
		() => '; there are no fonts, and none could be installed',
	);
}

/** Installs a Chromium and says how. */
async function installChromium(): Promise<string> {
	if (hasApt) {
		try {
			await installPackages(['chromium']);
			return 'apt-get';
		} catch (error) {
			// Ubuntu has Chromium only as a snap, which containers cannot run.
			console.log(`Chromium cannot be had from apt-get, so Playwright's installer is tried. ${error}`);
		}
	}
	await mustRun(['playwright', 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium']);
	return "Playwright's installer";
}

/**
 * The Chromium for the browser tests; where there is none, gets one: the distribution's as root on Debian, otherwise
 * Playwright's. Says in one line what it did.
 *
 * @throws when none could be had.
 */
export async function getChromium(): Promise<FoundChromium> {
	const found = findChromium();
	const way = found ? '' : await installChromium();
	const chromium = found ?? findChromium();
	if (!chromium) throw new Error(`No Chromium, even after ${way} has run. Install one and set CHROMIUM_PATH to it.`);
	const origin = found ? `from ${found.from}` : `there was none; installed with ${way}`;
	console.log(`Chromium: ${chromium.path} (${origin})${await addFonts()}`);
	return chromium;
}
