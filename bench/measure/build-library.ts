import { spawn } from 'node:child_process';

/** Builds the library, so that what is measured is what people install. */
export async function buildLibrary(): Promise<void> {
	const build = spawn('npx', ['tsdown', '--logLevel', 'error'], {
		cwd: new URL('../../packages/jobtray', import.meta.url),
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const code = await new Promise<number | null>((resolve) => build.once('close', resolve));
	if (code !== 0) throw new Error(`The library could not be built: tsdown ended with ${code}.`);
}
