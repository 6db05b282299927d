import type { PgNotification, PgPool, PgPoolClient } from 'bullmq';
import type { EventSink } from './job-store.ts';
import type { EngineEvent } from './to-hints.ts';

/** Events of one page; a full page is followed by the next at once. */
const pageEvents = 500;

const lastEvent = 'select coalesce(max(id), 0)::float8 as id from bullmq.event';

const nextEvents = `
	select queue, id::float8 as id, event, data, created_at_ms::float8 as at from bullmq.event
	where id > $2::bigint and queue = any($1::text[]) order by bullmq.event.id limit ${pageEvents}`;

/** How to follow events on a Postgres. */
export interface SqlEventsOptions {
	pool: PgPool;
	queues: readonly string[];
	/** Looks without being notified, in case a notification was merged away or lost. Milliseconds. */
	pollMs: number;
	/**
	 * How many ids back each look begins again: with several sessions an event with a lower id may be committed after one
	 * with a higher. 0 where there is only one session.
	 */
	overlap: number;
}

interface SqlEvent extends EngineEvent {
	id: number;
	data: unknown;
}

/** Follows the event log of some queues with one listener, instead of BullMQ's one reader for each queue. */
export async function watchSqlEvents(options: SqlEventsOptions, sink: EventSink): Promise<() => Promise<void>> {
	const { pool, pollMs, overlap } = options;
	const queues = [...options.queues];
	let closed = false;
	let cursor = 0;
	let seen = new Set<number>();
	let client: PgPoolClient | null = null;
	let looking: Promise<void> | null = null;
	let again = false;
	let reachable = true;

	async function connect(): Promise<void> {
		const fresh = await pool.connect();
		fresh.on('error', fail);
		fresh.on('end', () => fail(new Error('The database closed the connection.')));
		fresh.on('notification', ({ channel }: PgNotification) => {
			if (channel === 'bullmq_events') look();
		});
		client = fresh;
		await fresh.query('LISTEN bullmq_events');
	}

	function drop(): void {
		client?.removeAllListeners();
		client?.release(true);
		client = null;
	}

	function fail(error: unknown): void {
		if (closed) return;
		drop();
		sink.onError(error);
		if (reachable) sink.onReachable(false);
		reachable = false;
	}

	/** One look at a time; a call during a look makes it look once more. */
	function look(): void {
		again = true;
		looking ??= lookUntilDone().finally(() => {
			looking = null;
		});
	}

	async function lookUntilDone(): Promise<void> {
		try {
			if (client === null) await connect();
			while (again && !closed) {
				again = false;
				await fetch();
			}
			if (!reachable) {
				reachable = true;
				sink.onReachable(true);
			}
		} catch (error) {
			fail(error);
		}
	}

	async function fetch(): Promise<void> {
		const from = Math.max(0, cursor - overlap);
		const { rows } = await pool.query<SqlEvent>(nextEvents, [queues, from]);
		const fresh = rows.filter(({ id }) => id > cursor || !seen.has(id));
		if (rows.length === pageEvents) again = true;
		// A page full of what is known would stand still: then late ids are left to the sweep.
		cursor = Math.max(cursor, rows.at(-1)?.id ?? 0);
		if (overlap > 0) seen = new Set([...seen, ...rows.map(({ id }) => id)].filter((id) => id > cursor - overlap));
		if (fresh.length > 0 && !closed) sink.onEvents(fresh.map(toEvent));
	}

	const { rows } = await pool.query<{ id: number }>(lastEvent);
	cursor = rows[0]?.id ?? 0;
	await connect();
	const timer = setInterval(look, pollMs);
	timer.unref();

	return async () => {
		if (closed) return;
		closed = true;
		clearInterval(timer);
		drop();
		await looking;
	};
}

function toEvent({ queue, event, at, data }: SqlEvent): EngineEvent {
	const fields = typeof data === 'object' && data !== null ? { ...data } : {};
	return { queue, event, at, fields };
}
