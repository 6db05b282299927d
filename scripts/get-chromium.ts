import { existsSync } from 'node:fs';
import { type FoundChromium, findChromium } from './find-chromium.ts';
import { runCommand } from './run-command.ts';

const isRoot = process.getuid?.() === 0;
const isDebian = existsSync('/etc/debian_version');

/** Runs one command, and throws with its output where it fails. */
async function mustRun(commandLine: readonly string[]): Promise<string> {
	const { code, output } = await runCommand(commandLine, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
	if (code !== 0) throw new Error(`${commandLine.join(' ')} failed:\n${output}`);
	return output;
}

async function installPackages(names: readonly string[]): Promise<void> {
	await mustRun(['apt-get', 'update']);
	await mustRun(['apt-get', 'install', '-y', '--no-install-recommends', ...names]);
}

/** Without any font Chromium draws boxes for text, and sizes come out wrong. */
async function needsFonts(): Promise<boolean> {
	const fonts = await runCommand(['fc-list']);
	return fonts.code !== 0 || fonts.output.trim() === '';
}

/**
 * The Chromium for the browser tests; where there is none, gets one: the distribution's as root on Debian or Ubuntu,
 * otherwise Playwright's. Says in one line what it did.
 *
 * @throws when none could be had.
 */
export async function getChromium(): Promise<FoundChromium> {
	const missingFonts = isRoot && isDebian && (await needsFonts()) ? ['fonts-dejavu-core'] : [];
	const found = findChromium();
	if (found) {
		if (missingFonts.length > 0) await installPackages(['fontconfig', ...missingFonts]);
		console.log(
			`Chromium: ${found.path} (from ${found.from})${missingFonts.length > 0 ? '; installed fonts-dejavu-core' : ''}`,
		);
		return found;
	}

	const way = isRoot && isDebian ? 'apt-get' : "Playwright's installer";
	if (way === 'apt-get') await installPackages(['chromium', ...missingFonts]);
	else await mustRun(['playwright', 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium']);
	const got = findChromium();
	if (!got) throw new Error(`No Chromium, even after ${way} has run. Install one and set CHROMIUM_PATH to it.`);
	console.log(`Chromium: ${got.path} (there was none; installed with ${way})`);
	return got;
}
