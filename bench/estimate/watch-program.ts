import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Recording, type Trace, toTrace } from './trace-file.ts';

/** How often a program's progress is looked at, as a worker would tell it. */
const lookEveryMs = 100;

/** A program that is run for its trace. */
export interface Program {
	command: string;
	args: readonly string[];
	/** Where it runs; the current folder by default. */
	cwd?: string;
	env?: Record<string, string>;
	/** How far it is, 0..1, from what it has printed so far; `null` while it cannot be told. */
	progress(at: { pid: number; printed: string }): number | null;
	/** Stopped by SIGSTOP at this progress, for so long: what a stall looks like from outside. */
	stall?: { at: number; forMs: number };
}

/** Runs programs one after the other, as one job, each worth its share of the progress. */
export async function watchPrograms(recording: Recording, parts: readonly [share: number, Program][]): Promise<Trace> {
	const startedAt = performance.now();
	const samples: [number, number][] = [];
	let done = 0;
	for (const [share, program] of parts) {
		const child = spawn(program.command, program.args, {
			cwd: program.cwd,
			env: { ...process.env, ...program.env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const from = done;
		await follow(child, program, (own) => samples.push([performance.now() - startedAt, from + share * own]));
		done += share;
	}
	return toTrace(recording, { endedMs: performance.now() - startedAt, samples });
}

async function follow(child: ChildProcess, program: Program, tell: (progress: number) => void): Promise<void> {
	let printed = '';
	const keep = (text: unknown) => {
		printed = printed.slice(-100_000) + String(text);
	};
	child.stdout?.on('data', keep);
	child.stderr?.on('data', keep);
	const ended = once(child, 'exit');
	const pid = child.pid ?? 0;
	let stall = program.stall;
	let last = 0;
	while (child.exitCode === null && child.signalCode === null) {
		const progress = readQuietly(() => program.progress({ pid, printed }));
		if (progress !== null && progress > last && progress <= 1) {
			last = progress;
			tell(progress);
		}
		if (stall !== undefined && last >= stall.at) {
			const { forMs } = stall;
			stall = undefined;
			child.kill('SIGSTOP');
			await sleep(forMs);
			child.kill('SIGCONT');
		}
		await sleep(lookEveryMs);
	}
	await ended;
	if (child.exitCode !== 0) throw new Error(`${program.command} ended with ${child.exitCode}: ${printed.slice(-500)}`);
}

/** A process that has just ended has no files to look at. */
function readQuietly(read: () => number | null): number | null {
	try {
		return read();
	} catch {
		return null;
	}
}

/** Share of a file that a process has read. */
export function shareRead(pid: number, file: string): number | null {
	const folder = `/proc/${pid}/fd`;
	const open = readdirSync(folder).find((fd) => readlinkSync(`${folder}/${fd}`) === file);
	if (open === undefined) return null;
	const position = Number(/pos:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/fdinfo/${open}`, 'utf8'))?.[1] ?? 0);
	return position / statSync(file).size;
}

/** Share of a film of so many seconds that ffmpeg, run with `-progress pipe:1`, has written. */
export function shareEncoded(printed: string, seconds: number): number | null {
	const told = printed.match(/out_time_us=\d+/g)?.at(-1);
	return told === undefined ? null : Number(told.slice('out_time_us='.length)) / 1e6 / seconds;
}
