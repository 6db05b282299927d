import { hasApt, installPackages } from './debian-packages.ts';
import { runCommand } from './run-command.ts';

/** Gets ffmpeg, Studio's second encoder, as root on Debian where there is none. Says in one line what it did. */
export async function getFfmpeg(): Promise<void> {
	console.log(`ffmpeg: ${await find()}`);
}

async function find(): Promise<string> {
	if ((await runCommand(['ffmpeg', '-version'])).code === 0) return 'from the PATH';
	if (!hasApt) return 'there is none; the tests of the encoder that uses it are left out';
	return installPackages(['ffmpeg']).then(
		() => 'there was none; installed with apt-get',
		(error) => `there is none, so the tests of the encoder that uses it are left out. ${error}`,
	);
}
