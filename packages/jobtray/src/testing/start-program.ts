import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program of ours in a process of its own. */
export interface StartedProgram {
	/** The first line that it wrote. */
	line: string;
	/** Ends it as `kill -9` does. Resolves once it has ended. */
	kill(): Promise<void>;
}

/** Runs a TypeScript file in a process of its own; resolves with its first line. */
export async function startProgram(script: URL, args: readonly string[]): Promise<StartedProgram> {
	const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', fileURLToPath(script), ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const ended = once(child, 'exit');
	let text = '';
	for await (const chunk of child.stdout) {
		text += String(chunk);
		if (text.includes('\n')) break;
	}
	const [line = ''] = text.split('\n');
	if (line === '') throw new Error(`${script.pathname} has ended without a word.`);
	return {
		line,
		async kill() {
			child.kill('SIGKILL');
			await ended;
		},
	};
}
