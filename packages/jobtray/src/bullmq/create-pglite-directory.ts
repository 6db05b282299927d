import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** What the process that creates a database runs. Run once and for seconds, it is over before compiling it well (V8's other compiler) would pay. */
const program = `
require('node:v8').setFlagsFromString('--liftoff-only');
const [, library, directory] = process.argv;
// 51: WASI's ENOSPC; what PGlite's file system throws is no Error and has no message.
const toText = (error) => error?.message ?? (error?.errno === 51 ? 'no space left on device' : JSON.stringify(error));
const refuse = (error) => process.stderr.write(String(toText(error)), () => process.exit(1));
require(library).PGlite.create(directory).then((db) => db.close()).then(() => process.exit(0), refuse);
`;

/** Options of {@link createPgliteDirectory}. */
export interface CreateDirectoryOptions {
	/** The program of this process. Default `process.execPath`. */
	executable?: string;
}

/**
 * Creates the database of a directory that has none, in a process of its own: it takes some 600 MB at its peak, and a
 * process does not get rid of all that it took for that.
 *
 * It is created beside its place and moved there once it is complete, so that neither a kill nor a full disk leaves half
 * of one. Where no process can be started, or something stands in the place, nothing is done: opening the directory creates the
 * database then. Whoever calls this holds the directory's lock.
 */
export async function createPgliteDirectory(
	directory: string,
	{ executable = process.execPath }: CreateDirectoryOptions = {},
): Promise<void> {
	if (await isThere(join(directory, 'PG_VERSION'))) return;
	const unfinished = `${basename(directory)}.new-`;
	for (const name of await readdir(dirname(directory))) {
		// Its process was killed: nobody else creates here while we hold the lock. What that one had started may still write.
		if (name.startsWith(unfinished)) await remove(join(dirname(directory), name));
	}
	if (!isPlainNode(executable) || !(await clearPlace(directory))) return;
	const beside = await mkdtemp(join(dirname(directory), unfinished));
	try {
		if (await runProgram(executable, beside)) await rename(beside, directory);
	} finally {
		await remove(beside);
	}
}

/** Whether it runs a text as a program. What carries Node in itself (Electron, a single executable) would start itself again. */
function isPlainNode(executable: string): boolean {
	return /^node(\.exe)?$/i.test(basename(executable));
}

/** Whether the place is free, once an empty directory is taken away. A mount point stays, and so does what holds something. */
async function clearPlace(directory: string): Promise<boolean> {
	await rmdir(directory).catch(() => {
		// Asked for below.
	});
	return !(await isThere(directory));
}

/** `false` where it could not be started. Rejects with what it said where it failed. */
async function runProgram(executable: string, directory: string): Promise<boolean> {
	const child = tryToSpawn(executable, directory);
	if (child === null) return false;
	let said = '';
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		said += text;
	});
	const [code, signal] = await once(child, 'close').catch(() => ['not started']);
	if (code === 'not started') return false;
	if (code !== 0) throw new Error(said.trim() || `The process that creates the database ended with ${signal ?? code}.`);
	return true;
}

function tryToSpawn(executable: string, directory: string): ChildProcess | null {
	const library = createRequire(import.meta.url).resolve('@electric-sql/pglite');
	try {
		return spawn(executable, ['--eval', program, library, directory], {
			// What NODE_OPTIONS loads into this process is not needed there.
			env: { ...process.env, NODE_OPTIONS: '' },
			stdio: ['ignore', 'ignore', 'pipe'],
		});
	} catch {
		// Node's permission model forbids processes.
		return null;
	}
}

async function isThere(path: string): Promise<boolean> {
	return access(path).then(
		() => true,
		() => false,
	);
}

async function remove(path: string): Promise<void> {
	await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
