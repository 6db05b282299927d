import type { Leases } from '../../server/sharing/leases.ts';
import type { Sql } from '../engine.ts';

/** Serialises the creation of the table between processes that start at once; any number nobody else uses. */
const creationLock = 5_403_770_002;

const createTable = `
	select pg_advisory_xact_lock(${creationLock});
	create schema if not exists jobtray;
	create table if not exists jobtray.lease (
		name text primary key,
		holder text not null,
		term bigint not null,
		until_ms bigint not null
	)`;

// The time of the statement's own turn: `now()` is that of its transaction, which may have waited for a lock since.
const nowMs = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

// Whoever waited for the row's lock decides by what it holds then. A lost table begins with the time as its term, which is
// higher than any that were counted from an earlier time.
const acquire = `
	insert into jobtray.lease as l (name, holder, term, until_ms) values ($1, $2, ${nowMs}, ${nowMs} + $3)
	on conflict (name) do update set
		holder = excluded.holder, term = greatest(l.term + 1, ${nowMs}), until_ms = ${nowMs} + $3
	where l.until_ms <= ${nowMs} or l.holder = excluded.holder
	returning term::float8 as term`;

const left = `select greatest(0, until_ms - ${nowMs})::float8 as "leftMs" from jobtray.lease where name = $1`;

const renew = `
	update jobtray.lease set until_ms = ${nowMs} + $4
	where name = $1 and holder = $2 and term = $3 and until_ms > ${nowMs}
	returning term`;

const release = 'update jobtray.lease set until_ms = 0 where name = $1 and holder = $2 and term = $3';

/** Leases on Postgres, by its clock, in a table of our own. Resolves once that is there. */
export async function createSqlLeases(sql: Sql): Promise<Leases> {
	await sql.exec(createTable);
	return {
		async acquire(name, { holder, ttlMs }) {
			const [held] = await sql.query<{ term: number }>(acquire, [name, holder, ttlMs]);
			if (held !== undefined) return { type: 'held', term: held.term };
			const [taken] = await sql.query<{ leftMs: number }>(left, [name]);
			return { type: 'taken', leftMs: taken?.leftMs ?? 0 };
		},
		async renew(name, { holder, term, ttlMs }) {
			return (await sql.query(renew, [name, holder, term, ttlMs])).length === 1;
		},
		async release(name, { holder, term }) {
			await sql.query(release, [name, holder, term]);
		},
	};
}
