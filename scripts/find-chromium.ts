import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** A browser on this machine, and how it was found, for the one line that tells. */
export interface FoundChromium {
	path: string;
	from: string;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		// Not there or not executable: for the search that is the same.
		return false;
	}
}

/**
 * Looks for a Chromium: `CHROMIUM_PATH`, then the usual names on the PATH, then the one that Playwright has installed.
 * Installs nothing; null where there is none.
 *
 * @throws when `CHROMIUM_PATH` is set and is no program: another browser than the one asked for would be a surprise.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): FoundChromium | null {
	const asked = env.CHROMIUM_PATH;
	if (asked) {
		if (!isProgram(asked)) throw new Error(`CHROMIUM_PATH is "${asked}", which is no program. Correct or unset it.`);
		return { path: asked, from: 'CHROMIUM_PATH' };
	}
	const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
	const installed = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
	if (installed) return { path: installed, from: 'the PATH' };

	const own = chromium.executablePath();
	return isProgram(own) ? { path: own, from: 'Playwright' } : null;
}
