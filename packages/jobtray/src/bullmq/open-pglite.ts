import type { PgPool } from 'bullmq';
import { createPgliteDirectory } from './create-pglite-directory.ts';
import { type DirectoryLock, lockDirectory } from './directory-lock.ts';
import { EngineError } from './engine-error.ts';
import { importPeer } from './import-peer.ts';
import type { JobStore } from './job-store.ts';
import { createPglitePool, type Database } from './pglite-pool.ts';
import { recoverOrphans } from './recover-orphans.ts';
import { createSqlStore } from './sql-store.ts';

/** Notifications inside one process do not get lost; this is for what nobody has thought of. */
const pollMs = 5_000;

/**
 * What Postgres keeps of its pages in memory of its own. Its default of 128 MB becomes memory of this process, and buys
 * little: what is not there is read from files, which the system keeps in memory as well.
 */
const sharedBuffers = '16MB';

/** Opens Postgres in this process, on disk or (`null`) in memory. */
export async function openPglite(directory: string | null): Promise<JobStore> {
	const { PGlite } = await importPeer('@electric-sql/pglite', () => import('@electric-sql/pglite'));
	const lock = directory === null ? null : await lockDirectory(directory);
	try {
		const db = await openDatabase(async () => {
			if (directory !== null) await createPgliteDirectory(directory);
			const startParams = [...PGlite.defaultStartParams, '-c', `shared_buffers=${sharedBuffers}`];
			return PGlite.create(directory ?? 'memory://', { startParams });
		}, directory);
		return await prepare(db, lock);
	} catch (error) {
		await lock?.release();
		throw error;
	}
}

async function openDatabase<T>(open: () => Promise<T>, directory: string | null): Promise<T> {
	try {
		return await open();
	} catch (cause) {
		throw new EngineError(
			'directory-unusable',
			`${directory} cannot be opened as a database (${toReason(cause)}). Check that it can be written, holds nothing else and that the disk is not full; to start afresh, delete it.`,
			{ cause },
		);
	}
}

/** The first line that says something. */
function toReason(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	return text.trim().split('\n', 1)[0]?.slice(0, 200) || 'no reason given';
}

async function prepare(db: Database & { close(): Promise<void> }, lock: DirectoryLock | null): Promise<JobStore> {
	const pool: PgPool = createPglitePool(db);
	// The session is shared by all, so this holds for all; BullMQ's statements name no schema.
	const prepare = async () => {
		await db.exec('create schema if not exists bullmq; set search_path = bullmq, public');
		await recoverOrphans(pool);
	};
	const close = async () => {
		await db.close();
		await lock?.release();
	};
	try {
		return await createSqlStore({ kind: 'pglite', pool, prepare, close, pollMs, overlap: 0 });
	} catch (error) {
		await db.close();
		throw error;
	}
}
