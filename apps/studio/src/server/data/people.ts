import * as v from 'valibot';
import type { Person } from '../../api.ts';
import type { Sql } from './sql.ts';

const personSchema = v.object({ id: v.string(), name: v.string(), role: v.picklist(['creator', 'lead']) });

/** Those who can sign in. */
export interface People {
	all: readonly Person[];
	find(id: string): Person | null;
	/** Counts up a person's scenes and tells the new one's number, from 1; never the same number twice. */
	nextSceneNumber(personId: string): Promise<number>;
}

/** Reads the people from the database. */
export async function loadPeople(sql: Sql): Promise<People> {
	const rows = await sql.query('select id, name, role from studio.person order by role, id', []);
	const all = rows.map((row) => v.parse(personSchema, row));
	const byId = new Map(all.map((person) => [person.id, person]));
	return {
		all,
		find: (id) => byId.get(id) ?? null,
		async nextSceneNumber(personId) {
			const [row] = await sql.query('update studio.person set scenes = scenes + 1 where id = $1 returning scenes', [
				personId,
			]);
			return v.parse(v.number(), row?.scenes);
		},
	};
}
