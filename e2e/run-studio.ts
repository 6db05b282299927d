import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../apps/studio/', import.meta.url));

/** Runs Studio in a process of its own, as `npm start` does. */
export function runStudio(env: Record<string, string>): ChildProcess {
	return spawn(process.execPath, ['--conditions=source', '--import', 'tsx', 'src/server/main.ts'], {
		cwd: folder,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
}
