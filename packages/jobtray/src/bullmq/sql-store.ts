import type { PgPool } from 'bullmq';
import { importPeer } from './import-peer.ts';
import type { JobStore } from './job-store.ts';
import { createSqlCancels, prepareSqlCancels } from './sql-cancels.ts';
import { watchSqlEvents } from './sql-events.ts';
import { createSqlListing, readSqlJobs } from './sql-job-rows.ts';

/** What a store on Postgres is made of. */
export interface SqlStoreParts {
	kind: 'pglite' | 'postgres';
	pool: PgPool;
	/** Done once the tables are there. */
	prepare?: () => Promise<void>;
	close: () => Promise<void>;
	pollMs: number;
	overlap: number;
}

/** A store on Postgres, embedded or not; brings BullMQ's tables up to date. */
export async function createSqlStore({
	kind,
	pool,
	prepare,
	close,
	pollMs,
	overlap,
}: SqlStoreParts): Promise<JobStore> {
	const bullmq = await importPeer('bullmq', () => import('bullmq'));
	const client = await pool.connect();
	try {
		await bullmq.runMigrations(client);
	} finally {
		client.release();
	}
	await prepare?.();
	await prepareSqlCancels(pool);
	return {
		kind,
		sql: {
			async query<T>(text: string, params?: readonly unknown[]) {
				return (await pool.query<T>(text, params)).rows;
			},
			async exec(text) {
				await pool.query(text);
			},
		},
		// BullMQ wants a connection to be named even where the factory brings its own.
		options: { connection: {} },
		backend: (name, options, how) => bullmq.createPostgresBackend(name, { ...options, connection: pool }, how),
		openRelay: (namespace) =>
			new bullmq.Relay({
				connection: {},
				namespace,
				backend: (options) => bullmq.createPostgresRelayBackend({ ...options, connection: pool }),
			}),
		list: createSqlListing(pool),
		read: (ids, { withData }) => readSqlJobs(pool, { ids, withData }),
		cancels: createSqlCancels(pool),
		watch: (queues, sink) => watchSqlEvents({ pool, queues, pollMs, overlap }, sink),
		close,
	};
}
