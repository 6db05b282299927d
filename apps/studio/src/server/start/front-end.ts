import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotStart } from '../fault.ts';

const studio = fileURLToPath(new URL('../../../', import.meta.url));
const library = join(studio, '../../packages/jobtray');

/** Folder that the front end is built to. */
export const builtFolder = join(studio, 'dist/web');

/** What the front end is built from; a change in any of it makes the build stale. */
const sources = [
	...['index.html', 'vite.config.ts', 'package.json', 'src/web', 'src/api.ts'].map((path) => join(studio, path)),
	...['protocol', 'estimate', 'client', 'attention', 'react'].map((path) => join(library, 'src', path)),
];

/** Builds the front end where its build is missing, or older than what it is built from. */
export async function buildFrontEnd(): Promise<void> {
	const built = await changedAt(join(builtFolder, 'index.html'));
	const newest = Math.max(...(await Promise.all(sources.map(changedAt))));
	if (built > newest) return;
	const vite = join(dirname(fileURLToPath(import.meta.resolve('vite/package.json'))), 'bin/vite.js');
	// In a process of its own: the builder's memory goes when it is done.
	const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
		cwd: studio,
		env: { ...process.env, NODE_ENV: 'production' },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let complaint = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		complaint += text;
	});
	const [code] = await once(child, 'close');
	if (code === 0) return;
	throw new CannotStart('front-end-not-built', {
		message: `The front end could not be built. Run \`npm run build -w studio\` to see why.\n${complaint.trim()}`,
	});
}

/** When a file, or the newest file in a folder, was last changed, epoch ms; 0 where there is none. */
async function changedAt(path: string): Promise<number> {
	const found = await stat(path).catch(() => null);
	if (!found) return 0;
	if (!found.isDirectory()) return found.mtimeMs;
	// The folder itself counts too: a file that was removed changes only that.
	const inside = await Promise.all((await readdir(path)).map((name) => changedAt(join(path, name))));
	return Math.max(found.mtimeMs, ...inside);
}
