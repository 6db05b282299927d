import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EngineError } from './engine-error.ts';

/** A directory that only this process may open. */
export interface DirectoryLock {
	/** Lets others open it. Idempotent. */
	release(): Promise<void>;
}

interface Holder {
	pid: number;
	/** When the process started, as the system counts it: a number that comes round again is then another process. */
	started: string | null;
}

/**
 * Takes a directory for this process by a file beside it, `DIRECTORY.lock`.
 *
 * What a killed process left behind is taken over.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
	const path = `${directory.replace(/[/\\]+$/, '')}.lock`;
	const own: Holder = { pid: process.pid, started: await startOf(process.pid) };
	for (let attempt = 0; attempt < 3; attempt += 1) {
		if (await tryCreate(path, own)) {
			let released = false;
			return {
				async release() {
					if (released) return;
					released = true;
					await rm(path, { force: true });
				},
			};
		}
		const holder = await readHolder(path);
		if (holder !== null && (await isAlive(holder))) {
			const message =
				holder.pid === process.pid
					? `${directory} is already open in this very process. Open the engine once, in a module of its own, and share it; or close it before opening it again.`
					: `${directory} is in use by process ${holder.pid}. Stop that process, or use another directory; if it is not what it seems, delete ${path}.`;
			throw new EngineError('directory-in-use', message);
		}
		await rm(path, { force: true });
	}
	throw new EngineError('directory-in-use', `${directory} is being opened by another process. Try again.`);
}

async function tryCreate(path: string, holder: Holder): Promise<boolean> {
	try {
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, JSON.stringify(holder), { flag: 'wx' });
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST' && isPathOf(error, path)) return false;
		throw new EngineError('directory-unusable', `${path} cannot be written. Check who owns the directory.`, {
			cause: error,
		});
	}
}

async function readHolder(path: string): Promise<Holder | null> {
	try {
		const value: unknown = JSON.parse(await readFile(path, 'utf8'));
		if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return null;
		const started = 'started' in value && typeof value.started === 'string' ? value.started : null;
		return { pid: value.pid, started };
	} catch {
		// Gone meanwhile, or cut short by a crash: nobody holds it.
		return null;
	}
}

async function isAlive({ pid, started }: Holder): Promise<boolean> {
	try {
		process.kill(pid, 0);
	} catch (error) {
		// EPERM: it lives, and is somebody else's.
		if (codeOf(error) !== 'EPERM') return false;
	}
	const now = await startOf(pid);
	return started === null || now === null || started === now;
}

/** Linux tells when a process started (proc(5), stat, field 22, with the boot's id); elsewhere the number alone has to do. */
async function startOf(pid: number): Promise<string | null> {
	try {
		const [stat, boot] = await Promise.all([
			readFile(`/proc/${pid}/stat`, 'utf8'),
			readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
		]);
		const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
		return ticks === undefined ? null : `${boot.trim()}:${ticks}`;
	} catch {
		// Not Linux, or the process is gone: the caller goes by the number.
		return null;
	}
}

/** `mkdir` says EEXIST too, of a file where a directory should be. */
function isPathOf(error: unknown, path: string): boolean {
	return typeof error === 'object' && error !== null && 'path' in error && error.path === path;
}

function codeOf(error: unknown): unknown {
	return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
