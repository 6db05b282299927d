import type { Sql } from './sql.ts';

/** Creates Studio's tables where they are missing. Safe to call at each start. */
export async function createTables(sql: Sql): Promise<void> {
	// One transaction, and one Studio after the other: two that start at once would both create what is missing.
	// Times are epoch milliseconds in double precision: exact, and a number for every driver.
	await sql.exec(`
		select pg_advisory_xact_lock(hashtext('studio'));
		create schema if not exists studio;
		create table if not exists studio.person (
			id text primary key,
			name text not null,
			role text not null,
			scenes integer not null default 0
		);
		create table if not exists studio.record (
			kind text not null,
			id text not null,
			owner text,
			created_at double precision not null,
			body jsonb not null,
			primary key (kind, id)
		);
		create index if not exists record_newest on studio.record (kind, created_at desc);
		create table if not exists studio.ended_login (
			id text primary key,
			expires_at double precision not null
		);
	`);
}
