import { EngineError } from './engine-error.ts';
import { importPeer } from './import-peer.ts';
import type { JobStore } from './job-store.ts';
import { withoutSecrets } from './parse-engine-url.ts';
import { createSqlStore } from './sql-store.ts';

/** Notifications are merged by BullMQ under load, so the log is looked at this often at least. */
const pollMs = 1_000;

/** Ids within which events of concurrent sessions come out of order: about a second of a busy store. */
const overlap = 2_000;

/** Connections: each queue, worker and source holds one listener beside its queries. */
const connections = 20;

/** Connects to a Postgres server. */
export async function openPostgres(url: string): Promise<JobStore> {
	const { default: pg } = await importPeer('pg', () => import('pg'));
	const pool = new pg.Pool({
		connectionString: url,
		max: connections,
		keepAlive: true,
		options: '-c search_path=bullmq,public',
		connectionTimeoutMillis: 10_000,
	});
	// A connection that drops while idle is replaced by the next query, whose caller hears of trouble if there is any.
	pool.on('error', () => undefined);
	// BullMQ's classes each listen for errors of the pool.
	pool.setMaxListeners(0);
	let closed = false;
	const close = async () => {
		if (closed) return;
		closed = true;
		await pool.end();
	};
	try {
		return await createSqlStore({ kind: 'postgres', pool, close, pollMs, overlap });
	} catch (cause) {
		await close();
		const message = `${withoutSecrets(url)} cannot be used. Check address, login and that the user may create a schema.`;
		throw cause instanceof EngineError ? cause : new EngineError('unreachable', message, { cause });
	}
}
