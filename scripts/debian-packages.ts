import { existsSync } from 'node:fs';
import { runCommand } from './run-command.ts';

/** Whether this is a root's process, as in most containers. */
export const isRoot = process.getuid?.() === 0;

/** Whether Debian's packages can be installed without asking anybody. */
export const hasApt = isRoot && existsSync('/etc/debian_version');

/** Runs one command, and throws with its output where it fails. */
export async function mustRun(commandLine: readonly string[]): Promise<void> {
	const { code, output } = await runCommand(commandLine, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
	if (code !== 0) throw new Error(`"${commandLine.join(' ')}" failed:\n${output}`);
}

/** Installs packages of the distribution. Throws where that fails. */
export async function installPackages(names: readonly string[]): Promise<void> {
	await mustRun(['apt-get', 'update']);
	await mustRun(['apt-get', 'install', '-y', '--no-install-recommends', ...names]);
}
