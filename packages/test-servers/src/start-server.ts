import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findFreePort } from './free-port.ts';
import { startGuard } from './guard.ts';
import { readChildren, sendSignal } from './process-tree.ts';

/** A server that a test has to itself. */
export interface TestServer {
	/** Where it listens, as clients take it. */
	readonly url: string;
	/** The same over restarts. */
	readonly port: number;
	/** Its folder, removed with it. */
	readonly folder: string;
	/** Its main process; `undefined` while it does not run. */
	readonly pid: number | undefined;
	/** What it has written so far. */
	output(): string;
	/**
	 * Sends a signal to it; default `SIGKILL`. `SIGSTOP`, `SIGCONT` and `SIGKILL` reach its children as well, others are for it
	 * to hand on. Resolves once it has ended, where the signal is one that ends.
	 */
	kill(signal?: NodeJS.Signals): Promise<void>;
	/** Starts it again on the same port and data; ends it first where it still runs. Resolves once it answers. */
	restart(): Promise<void>;
	/** Ends it and removes what it has left. Idempotent. */
	stop(): Promise<void>;
}

/** Who a server runs as. */
export interface User {
	uid: number;
	gid: number;
}

/** Where a server is to be. */
export interface ServerPlace {
	port: number;
	/** Its own, to keep whatever it likes in. */
	folder: string;
}

/** How to run a server. */
export interface ServerParts {
	/** What it is called in messages. */
	name: string;
	command: string;
	/** Called for each start. */
	args(place: ServerPlace): string[];
	url(port: number): string;
	/** Done once in the new folder, before the first start. */
	prepare?: (folder: string) => Promise<void>;
	/** What it writes once it answers. */
	readyLine: RegExp;
	/** Ends it at once and in order. Default SIGTERM. */
	stopSignal?: NodeJS.Signals;
	/** Default this process's own. */
	user?: User | null;
}

const endSignals = new Set<NodeJS.Signals>(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGQUIT']);
const treeSignals = new Set<NodeJS.Signals>(['SIGKILL', 'SIGSTOP', 'SIGCONT']);

/** Longest that a start may take on a busy machine. */
const startMs = 60_000;

/** Between two looks at whether the children of a killed server have ended. */
const lookMs = 10;

/** How much of what it has written is kept. */
const keptCharacters = 100_000;

/** A free port may be taken by somebody else in between; this often another is tried. */
const portTries = 5;

/** Starts a server in a process and a folder of its own. It ends with this process at the latest, however that ends. */
export async function startServer(parts: ServerParts): Promise<TestServer> {
	const { name, stopSignal = 'SIGTERM', user } = parts;
	const folder = mkdtempSync(join(tmpdir(), `${name}-`));
	if (user) chownSync(folder, user.uid, user.gid);
	const guard = startGuard({ folder, stopSignal });
	let child: ChildProcess | null = null;
	let output = '';
	let port = 0;
	let stopped: Promise<void> | null = null;

	async function start(): Promise<void> {
		const started = spawn(parts.command, parts.args({ port, folder }), {
			cwd: folder,
			stdio: ['ignore', 'pipe', 'pipe'],
			// Ctrl-C in the terminal is for the tests; the guard sees to the rest.
			detached: true,
			...(user ?? {}),
		});
		child = started;
		guard.watch(started.pid ?? 0);
		let written = '';
		await new Promise<void>((ready, fail) => {
			const late = setTimeout(() => fail(new Error(`${name} does not answer:\n${written}`)), startMs);
			const keep = (chunk: unknown) => {
				output = (output + String(chunk)).slice(-keptCharacters);
				written = (written + String(chunk)).slice(-keptCharacters);
				if (parts.readyLine.test(written)) settle(ready);
			};
			const settle = (how: () => void) => {
				clearTimeout(late);
				how();
			};
			started.stdout.on('data', keep);
			started.stderr.on('data', keep);
			started.once('error', keep);
			started.once('close', () => settle(() => fail(new Error(`${name} has ended:\n${written}`))));
		});
	}

	async function kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
		if (child?.pid === undefined || hasEnded(child)) return;
		const { pid } = child;
		const ended = new Promise((resolve) => child?.once('exit', resolve));
		const children = readChildren(pid);
		sendSignal(pid, signal);
		if (treeSignals.has(signal)) for (const each of children) sendSignal(each, signal);
		if (!endSignals.has(signal)) return;
		await ended;
		// Those whose parent is gone end by themselves, and hold the data until then.
		while (children.some((each) => sendSignal(each, 0))) await pause(lookMs);
		guard.watch(0);
	}

	async function end(): Promise<void> {
		// One that stands still does not hear that it is to end.
		await kill('SIGCONT');
		await kill(stopSignal);
	}

	async function startAnywhere(): Promise<void> {
		await parts.prepare?.(folder);
		for (let tries = 1; ; tries += 1) {
			port = await findFreePort();
			try {
				return await start();
			} catch (error) {
				await end();
				if (tries === portTries || !/address already in use/i.test(output)) throw error;
			}
		}
	}

	async function stop(): Promise<void> {
		await end();
		await guard.end();
	}

	try {
		await startAnywhere();
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		get url() {
			return parts.url(port);
		},
		get port() {
			return port;
		},
		get pid() {
			return child === null || hasEnded(child) ? undefined : child.pid;
		},
		folder,
		output: () => output,
		kill,
		async restart() {
			await end();
			await start();
		},
		stop() {
			stopped ??= stop();
			return stopped;
		},
	};
}

function hasEnded({ exitCode, signalCode, pid }: ChildProcess): boolean {
	return pid === undefined || exitCode !== null || signalCode !== null;
}
