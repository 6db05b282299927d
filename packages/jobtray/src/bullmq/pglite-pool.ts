import { EventEmitter } from 'node:events';
import type { PGlite } from '@electric-sql/pglite';
import type { PgNotification, PgPool, PgPoolClient, PgQueryResult } from 'bullmq';

/** What of PGlite is used. */
export type Database = Pick<PGlite, 'query' | 'exec' | 'listen'>;

// BullMQ's own statement files begin with comments, so a LISTEN may stand at the start of any line.
const listenStatement = /^\s*listen\s+"?([a-z0-9_]+)"?\s*;?\s*$/im;

/**
 * Lets what expects a `pg.Pool` work on one embedded database.
 *
 * The database has a single session, so the clients share it: a `set` of one is a `set` of all.
 */
export function createPglitePool(db: Database): PgPool {
	async function query<R>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<R>> {
		if (params === undefined || params.length === 0) {
			// Only `exec` takes several statements; the last one's rows are the answer, as with pg.
			const results = await db.exec(text);
			const last = results.at(-1);
			return { rows: (last?.rows ?? []) as R[], rowCount: last?.affectedRows ?? last?.rows.length ?? 0 };
		}
		const { rows, affectedRows } = await db.query<R>(text, [...params]);
		return { rows, rowCount: affectedRows ?? rows.length };
	}

	function createClient(): PgPoolClient {
		const events = new EventEmitter();
		// One listener for each wait under way; there may be many at once.
		events.setMaxListeners(0);
		const listening = new Map<string, Promise<(() => Promise<void>) | (() => unknown)>>();
		const client: PgPoolClient = {
			async query<R>(text: string, params?: readonly unknown[]) {
				const channel = listenStatement.exec(text)?.[1];
				if (channel === undefined) return query<R>(text, params);
				if (!listening.has(channel)) {
					const notify = (payload: string) => {
						events.emit('notification', { channel, payload } satisfies PgNotification);
					};
					listening.set(channel, db.listen(channel, notify));
				}
				await listening.get(channel);
				return { rows: [], rowCount: 0 };
			},
			on(event: string, listener: (value: never) => void) {
				events.on(event, listener as (value: unknown) => void);
				return client;
			},
			removeListener(event: string, listener: (value: never) => void) {
				events.removeListener(event, listener as (value: unknown) => void);
				return client;
			},
			removeAllListeners(event?: string) {
				events.removeAllListeners(event);
				return client;
			},
			release() {
				events.removeAllListeners();
				for (const stop of listening.values()) {
					// The database may be closed by now, and then nothing listens any more.
					stop.then((end) => end()).catch(() => undefined);
				}
				listening.clear();
			},
		};
		return client;
	}

	const pool: PgPool & { options: { max: number; keepAlive: boolean } } = {
		// What BullMQ asks of a pool: room for a listener beside a query, and a connection that cannot drop unnoticed.
		options: { max: 2, keepAlive: true },
		query,
		connect: async () => createClient(),
		end: async () => undefined,
		on: () => pool,
		removeAllListeners: () => pool,
	};
	return pool;
}
