import { spawn } from 'node:child_process';

/** How a finished command went. */
export interface CommandOutcome {
	/** The exit code; 1 where a signal ended it. */
	code: number;
	/** Standard output and error as they came, mixed. Empty where `show` was set. */
	output: string;
}

export interface CommandOptions {
	/** Folder to run in. Default: the current one. */
	cwd?: string;
	/** Variables added to this process's own. */
	env?: Record<string, string>;
	/** Let a person see the output at once instead of collecting it. Default false. */
	show?: boolean;
}

/** Runs one command line (`npx`-style names of local tools work) and waits for its end. Never throws. */
export function runCommand(commandLine: readonly string[], options: CommandOptions = {}): Promise<CommandOutcome> {
	const [command = '', ...args] = commandLine;
	return new Promise((settle) => {
		const child = spawn(command, args, {
			cwd: options.cwd,
			env: { ...process.env, ...options.env },
			stdio: options.show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
		});
		const chunks: Buffer[] = [];
		child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
		child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
		child.on('error', (error) => settle({ code: 1, output: `${command}: ${error.message}` }));
		child.on('close', (code) => settle({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
	});
}
