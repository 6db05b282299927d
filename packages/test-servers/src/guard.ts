import { type ChildProcess, spawn } from 'node:child_process';

// Reads process ids, one a line, and keeps the last. Its input ends when the process that started it does, however it
// dies: then what is left is ended, politely first (Postgres gives its shared memory back), and its folder removed.
const script = `
	trap '' INT TERM HUP
	while read -r line; do pid=$line; done
	if [ -n "$pid" ] && [ "$pid" != 0 ]; then
		kill -CONT "$pid" 2>/dev/null
		kill -s "$1" "$pid" 2>/dev/null
		for try in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" 2>/dev/null || break; sleep 0.2; done
		kill -KILL "$pid" 2>/dev/null
	fi
	rm -rf -- "$2"
`;

/** Sees to it that a server does not outlive this process, nor its folder the server. */
export interface Guard {
	/** The server's process from now on; 0 where it does not run. */
	watch(pid: number): void;
	/** Resolves once the folder is gone. */
	end(): Promise<void>;
}

/** Starts a guard in a process of its own, which outlives this one as long as it takes. */
export function startGuard({ folder, stopSignal }: { folder: string; stopSignal: string }): Guard {
	const shell: ChildProcess = spawn('/bin/sh', ['-c', script, 'guard', stopSignal.replace('SIG', ''), folder], {
		stdio: ['pipe', 'ignore', 'ignore'],
		detached: true,
	});
	// It must not keep the test process alive.
	shell.unref();
	const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()));
	const { stdin } = shell;
	return {
		watch(pid) {
			stdin?.write(`${pid}\n`);
		},
		async end() {
			shell.ref();
			stdin?.end('0\n');
			await ended;
		},
	};
}
