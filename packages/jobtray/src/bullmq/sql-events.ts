import type { PgNotification, PgPool, PgPoolClient } from 'bullmq';
import { systemClock } from '../server/clock.ts';
import { withDeadline } from '../server/deadline.ts';
import type { EventSink } from './job-store.ts';
import type { EngineEvent } from './to-hints.ts';

/** Events of one page; a full page is followed by the next at once. */
const pageEvents = 500;

const lastEvent = 'select coalesce(max(id), 0)::float8 as id from bullmq.event';

const columns = 'queue, id::float8 as id, event, data, created_at_ms::float8 as at';

const nextEvents = `
	select ${columns} from bullmq.event
	where id > $2::bigint and queue = any($1::text[]) order by bullmq.event.id limit ${pageEvents}`;

const lateEvents = `
	select ${columns} from bullmq.event
	where id > $2::bigint and id <= $3::bigint and queue = any($1::text[])
	and not exists (select from unnest($4::bigint[]) as seen(id) where seen.id = bullmq.event.id)
	order by bullmq.event.id`;

/** How often it is looked for late events while events come, and for how long after the last: a commit that takes longer is rare. */
const lateMs = { every: 200, after: 3_000 };

/** An event log that has not answered for this long is on a connection that is dead, though nobody has said so. */
const silentMs = 15_000;

/** What is still asked when it closes may take this long; a dead connection would take for ever. */
const lastAnswerMs = 2_000;

/** How to follow events on a Postgres. */
export interface SqlEventsOptions {
	pool: PgPool;
	queues: readonly string[];
	/** Looks without being notified, in case a notification was merged away or lost. Milliseconds. */
	pollMs: number;
	/**
	 * How many ids back it is looked for late ones: with several sessions an event with a lower id may be committed after one
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
	const seen = new Set<number>();
	let lateTimer: NodeJS.Timeout | undefined;
	let lateUntil = 0;
	let underWay: Promise<void> | null = null;
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
			if (client === null) await inTime(connect());
			while (again && !closed) {
				again = false;
				await inTime(fetch());
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
		const { rows } = await pool.query<SqlEvent>(nextEvents, [queues, cursor]);
		if (rows.length === pageEvents) again = true;
		const newest = rows.at(-1)?.id;
		if (newest === undefined) return;
		cursor = newest;
		tell(rows);
		if (overlap > 0) watchForLate();
	}

	/** Looks again at what it has read, until nothing can be late any more. */
	function watchForLate(): void {
		lateUntil = performance.now() + lateMs.after;
		lateTimer ??= setInterval(() => {
			if (performance.now() > lateUntil) stopLate();
			else
				underWay ??= fetchLate().finally(() => {
					underWay = null;
				});
		}, lateMs.every);
	}

	function stopLate(): void {
		clearInterval(lateTimer);
		lateTimer = undefined;
	}

	async function fetchLate(): Promise<void> {
		try {
			const looked = pool.query<SqlEvent>(lateEvents, [queues, cursor - overlap, cursor, [...seen]]);
			const { rows } = await inTime(looked);
			if (rows.length > 0) tell(rows);
		} catch {
			// The next look for new events meets the same trouble, and tells of it.
		}
	}

	function tell(rows: readonly SqlEvent[]): void {
		if (overlap > 0) {
			for (const { id } of rows) seen.add(id);
			for (const id of seen) if (id <= cursor - overlap) seen.delete(id);
		}
		if (!closed) sink.onEvents(rows.map(toEvent));
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
		stopLate();
		drop();
		const last = Promise.all([looking, underWay]);
		// Nothing is told any more, so it may go on without anybody waiting.
		await inTime(last, lastAnswerMs).catch(() => undefined);
	};
}

function inTime<T>(answer: Promise<T>, limitMs = silentMs): Promise<T> {
	return withDeadline(answer, { clock: systemClock, what: 'The event log', limitMs });
}

function toEvent({ queue, event, at, data }: SqlEvent): EngineEvent {
	const fields = typeof data === 'object' && data !== null ? { ...data } : {};
	return { queue, event, at, fields };
}
