import type { PgPool, PgQueryable } from 'bullmq';
import { type Cancels, chunkCancels, keepCancelledMs } from './cancels.ts';
import { holdMs, type JobId, type MeantId } from './job-row.ts';

/** Serialises the creation of the table between processes that start at once; any number nobody else uses. */
const creationLock = 5_403_770_001;

// The indexes hold no key of a job, so that no plan looks for a job in them, however small the table is thought to be:
// only the primary key finds one without reading all. The job as it was is kept for the listing after BullMQ no longer has it.
const createTable = `
	select pg_advisory_xact_lock(${creationLock});
	create schema if not exists jobtray;
	create table if not exists jobtray.cancel (
		queue text not null,
		id text not null,
		asked_at_ms bigint not null,
		undo_until_ms bigint,
		ended_at_ms bigint,
		state text not null,
		delay_ms bigint not null,
		process_at_ms bigint,
		name text not null,
		data jsonb,
		added_at_ms bigint not null,
		attempts_made integer not null,
		priority integer not null,
		parent_queue text,
		parent_id text,
		primary key (queue, id)
	);
	create index if not exists cancel_due_idx on jobtray.cancel (undo_until_ms);
	create index if not exists cancel_ended_idx on jobtray.cancel (ended_at_ms)`;

const these = 'unnest($1::text[], $2::text[]) as t(queue, id)';

const toMeant = (births: string) => `unnest($1::text[], $2::text[], ${births}::float8[]) as t(queue, id, born)`;

/**
 * Rows of a table by the asked keys, of the jobs that are meant where `births` names the parameter that says so; `offset 0`
 * keeps the planner, which may know nothing of the tables yet, at the primary key.
 */
function byKey(table: string, { births, lock = '' }: { births?: string; lock?: string } = {}): string {
	const isMeant = births === undefined ? '' : 'and (t.born is null or t.born = k.added_at_ms)';
	return `${births === undefined ? these : toMeant(births)} cross join lateral (
		select * from ${table} k where k.queue = t.queue and k.id = t.id ${isMeant} offset 0 ${lock})`;
}

// A parent that waits for its children stays where BullMQ looks for it; its delay holds it once they have ended.
const hold = `
	with target as materialized (
		select j.queue, j.id, j.state::text as state, j.delay_ms, j.process_at_ms, j.name, j.data, j.added_at_ms,
			j.attempts_made, j.priority, j.parent_queue, j.parent_id
		from ${byKey('bullmq.job', { births: '$5', lock: 'for update' })} j
		left join lateral (
			select c.queue from jobtray.cancel c
			where c.queue = j.queue and c.id = j.id and c.added_at_ms = j.added_at_ms and c.ended_at_ms is null offset 0
		) known on true
		where j.state in ('waiting', 'delayed', 'waiting-children') and j.scheduler_id is null
			and known.queue is null
	), held as (
		update bullmq.job j set
			state = case when j.state = 'waiting-children' then j.state else 'delayed' end,
			delay_ms = ${holdMs},
			process_at_ms = case when j.state = 'waiting-children' then j.process_at_ms else $3::bigint + ${holdMs} end
		from target t where j.queue = t.queue and j.id = t.id
		returning t.*
	), noted as (
		insert into jobtray.cancel
		select h.queue, h.id, $3::bigint, $4::bigint, null, h.state, h.delay_ms, h.process_at_ms, h.name, h.data,
			h.added_at_ms, h.attempts_made, h.priority, h.parent_queue, h.parent_id
		from held h
		on conflict (queue, id) do update set
			asked_at_ms = excluded.asked_at_ms, undo_until_ms = excluded.undo_until_ms, ended_at_ms = null,
			state = excluded.state, delay_ms = excluded.delay_ms, process_at_ms = excluded.process_at_ms,
			name = excluded.name, data = excluded.data, added_at_ms = excluded.added_at_ms,
			attempts_made = excluded.attempts_made, priority = excluded.priority,
			parent_queue = excluded.parent_queue, parent_id = excluded.parent_id
		returning queue, id, undo_until_ms
	)
	select queue, id, undo_until_ms::float8 as "undoUntil" from noted
	union all
	select c.queue, c.id, c.undo_until_ms::float8 from ${byKey('jobtray.cancel', { births: '$5' })} c
	where c.ended_at_ms is null and not exists (select 1 from noted n where n.queue = c.queue and n.id = c.id)`;

// Its number in the order of arrival is the one it had, so it is back in its place.
const release = `
	with open as materialized (
		select c.* from ${byKey('jobtray.cancel', { births: '$4', lock: 'for update' })} c
		where c.ended_at_ms is null and c.undo_until_ms > $3::bigint
	), back as (
		delete from jobtray.cancel c using open o where c.queue = o.queue and c.id = o.id
		returning o.queue, o.id, o.added_at_ms, o.state, o.delay_ms, o.process_at_ms
	), free as (
		update bullmq.job j set
			state = case
				when j.state = 'waiting-children' then j.state
				when b.state = 'delayed' or (b.state = 'waiting-children' and b.delay_ms > 0) then 'delayed'
				else 'waiting' end,
			delay_ms = b.delay_ms,
			process_at_ms = case when b.state = 'waiting-children' and b.delay_ms > 0 then $3::bigint + b.delay_ms else b.process_at_ms end
		from back b
		where j.queue = b.queue and j.id = b.id and j.added_at_ms = b.added_at_ms and j.state in ('delayed', 'waiting-children')
		returning j.queue, j.id
	), woken as (
		select pg_notify('bullmq_jobs', queue) from (select distinct queue from free) q
	)
	select f.queue, f.id from free f, (select count(*) from woken) w`;

const settle = `
	with due as (
		select c.queue, c.id, c.added_at_ms from jobtray.cancel c
		where c.queue = any($1::text[]) and c.ended_at_ms is null and c.undo_until_ms <= $2::bigint
		order by c.undo_until_ms limit ${chunkCancels}
		for update skip locked
	), gone as (
		select d.queue, d.id, case when coalesce(j.added_at_ms, d.added_at_ms) = d.added_at_ms
			then bullmq.remove(d.queue, d.id, false) else 0 end as removed
		from due d left join lateral (
			select k.added_at_ms from bullmq.job k where k.queue = d.queue and k.id = d.id offset 0
		) j on true
	)
	update jobtray.cancel c set ended_at_ms = $2::bigint, undo_until_ms = null from gone g
	where c.queue = g.queue and c.id = g.id
	returning c.queue, c.id, g.removed, c.parent_queue as "parentQueue", c.parent_id as "parentId"`;

const next = `
	select min(undo_until_ms)::float8 as at from jobtray.cancel
	where queue = any($1::text[]) and ended_at_ms is null`;

const drop = `delete from jobtray.cancel c using ${these} where c.queue = t.queue and c.id = t.id`;
const present = `select j.queue, j.id from ${byKey('bullmq.job')} j`;
const forget = 'delete from jobtray.cancel where queue = any($1::text[]) and ended_at_ms < $2::bigint';

interface SettledRow extends JobId {
	removed: number;
	parentQueue: string | null;
	parentId: string | null;
}

/** Makes the table, where it is not there yet. */
export async function prepareSqlCancels(pool: PgQueryable): Promise<void> {
	await pool.query(createTable);
}

/** Cancels on Postgres: in a table of our own beside BullMQ's. */
export function createSqlCancels(pool: PgPool): Cancels {
	return {
		async hold(ids, { askedAt, undoUntil }) {
			const { rows } = await pool.query<JobId & { undoUntil: number }>(hold, [
				...toArrays(ids),
				askedAt,
				undoUntil,
				toBirths(ids),
			]);
			return rows.map((row) => ({ id: { queue: row.queue, id: row.id }, undoUntil: row.undoUntil }));
		},
		async release(ids, now) {
			const { rows } = await pool.query<JobId>(release, [...toArrays(ids), now, toBirths(ids)]);
			return rows;
		},
		async settle(queues, now) {
			await pool.query(forget, [[...queues], now - keepCancelledMs]);
			const { rows } = await pool.query<SettledRow>(settle, [[...queues], now]);
			const kept = rows.filter(({ removed }) => removed === 0);
			const escaped = kept.length === 0 ? [] : (await pool.query<JobId>(present, toArrays(kept))).rows;
			if (escaped.length > 0) await pool.query(drop, toArrays(escaped));
			const [following] = (await pool.query<{ at: number | null }>(next, [[...queues]])).rows;
			const isEscaped = new Set(escaped.map(({ queue, id }) => `${queue}:${id}`));
			const ended = rows.filter(({ queue, id }) => !isEscaped.has(`${queue}:${id}`));
			return {
				ended: ended.map(({ queue, id }) => ({ queue, id })),
				escaped,
				parents: ended.flatMap(({ parentQueue, parentId }) =>
					parentQueue === null || parentId === null ? [] : { queue: parentQueue, id: parentId },
				),
				more: rows.length === chunkCancels,
				nextAt: following?.at ?? null,
			};
		},
	};
}

function toArrays(ids: readonly JobId[]): [queues: string[], ids: string[]] {
	return [ids.map(({ queue }) => queue), ids.map(({ id }) => id)];
}

function toBirths(ids: readonly MeantId[]): (number | null)[] {
	return ids.map(({ addedAt }) => addedAt ?? null);
}
