import * as v from 'valibot';
import type { Sql } from './sql.ts';

/** One thing that Studio keeps. */
export interface Kept<Body> {
	id: string;
	/** Id of the person it belongs to; `null` where it belongs to all. */
	owner: string | null;
	createdAt: number;
	body: Body;
}

/** All things of one kind. */
export interface Shelf<Body> {
	get(id: string): Promise<Kept<Body> | null>;
	/** Newest first. */
	list(): Promise<Kept<Body>[]>;
	/** Those that belong to all, and those of one person; newest first. */
	listFor(personId: string): Promise<Kept<Body>[]>;
	/** Adds a thing, or takes the place of the one with its id. */
	put(thing: Kept<Body>): Promise<void>;
	/** Adds a thing unless there is one with its id. */
	putIfNew(thing: Kept<Body>): Promise<void>;
	/** Writes some fields and leaves the others as they are in the database now; `null` where there is no such thing. */
	merge(id: string, fields: Partial<Body>): Promise<Kept<Body> | null>;
	remove(id: string): Promise<void>;
}

/** Opens the shelf of a kind. What comes back from the database is checked against the kind's schema. */
export function createShelf<Schema extends v.GenericSchema>({
	sql,
	kind,
	schema,
}: {
	sql: Sql;
	kind: string;
	schema: Schema;
}): Shelf<v.InferOutput<Schema>> {
	type Body = v.InferOutput<Schema>;
	const row = v.object({ id: v.string(), owner: v.nullable(v.string()), created_at: v.number() });
	const bodyOf = v.object({ body: v.unknown() });
	const columns = 'id, owner, created_at, body';
	const insert = `insert into studio.record (kind, ${columns}) values ($1, $2, $3, $4, $5::text::jsonb) on conflict (kind, id) do`;

	async function read(where: string, params: unknown[]): Promise<Kept<Body>[]> {
		const text = `select ${columns} from studio.record where kind = $1 ${where} order by created_at desc, id`;
		return (await sql.query(text, [kind, ...params])).map(toKept);
	}

	function toKept(found: unknown): Kept<Body> {
		const { id, owner, created_at } = v.parse(row, found);
		return { id, owner, createdAt: created_at, body: v.parse(schema, v.parse(bodyOf, found).body) };
	}

	function toParams({ id, owner, createdAt, body }: Kept<Body>): unknown[] {
		return [kind, id, owner, createdAt, JSON.stringify(body)];
	}

	return {
		get: async (id) => (await read('and id = $2', [id]))[0] ?? null,
		list: () => read('', []),
		listFor: (personId) => read('and (owner is null or owner = $2)', [personId]),
		async put(thing) {
			await sql.query(`${insert} update set owner = excluded.owner, body = excluded.body`, toParams(thing));
		},
		async putIfNew(thing) {
			await sql.query(`${insert} nothing`, toParams(thing));
		},
		async merge(id, fields) {
			const [merged] = await sql.query(
				`update studio.record set body = body || $3::text::jsonb where kind = $1 and id = $2 returning ${columns}`,
				[kind, id, JSON.stringify(fields)],
			);
			return merged ? toKept(merged) : null;
		},
		async remove(id) {
			await sql.query('delete from studio.record where kind = $1 and id = $2', [kind, id]);
		},
	};
}
