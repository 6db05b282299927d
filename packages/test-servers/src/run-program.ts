import { spawn } from 'node:child_process';
import type { User } from './start-server.ts';

/** Runs a program to its end. Rejects with what it has written where it fails. */
export function runProgram(
	command: string,
	args: readonly string[],
	options: { cwd: string; user?: User | null },
): Promise<void> {
	const { cwd, user } = options;
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], ...(user ?? {}) });
		let output = '';
		const keep = (chunk: Buffer) => {
			output += chunk.toString();
		};
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		child.once('error', reject);
		child.once('close', (code) => {
			if (code === 0) resolve();
			else reject(new Error(`${command} ended with ${code}:\n${output}`));
		});
	});
}
