import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { CharacterFields, Person } from '../../api.ts';
import type { Records } from './records.ts';
import type { Sql } from './sql.ts';

const people: Person[] = [
	{ id: 'ana', name: 'Ana', role: 'creator' },
	{ id: 'ben', name: 'Ben', role: 'creator' },
	{ id: 'lea', name: 'Lea', role: 'lead' },
];

type SeedCharacter = CharacterFields & { id: string; stillId: string };

const characters: SeedCharacter[] = [
	{
		id: 'mira',
		stillId: 'forest-at-dusk',
		name: 'Mira',
		role: 'Courier, 27',
		appearance: 'Short dark hair, a scar over the left eyebrow. Walks fast, stands still in doorways.',
		wardrobe: 'Grey rain jacket, red scarf, worn boots.',
		personality: 'Curious, dry, slow to trust.',
		notes: 'Always carries the blue envelope. Never opens it on screen.',
		tags: ['lead role', 'night scenes'],
	},
	{
		id: 'jon',
		stillId: 'harbour',
		name: 'Jon',
		role: 'Ship mechanic, 41',
		appearance: 'Tall, heavy hands, beard with the first grey in it.',
		wardrobe: 'Oil-stained overalls, yellow cap.',
		personality: 'Patient with machines, less so with people.',
		notes: 'Hums when he thinks. The tune comes back in the last scene.',
		tags: ['harbour'],
	},
	{
		id: 'ines',
		stillId: 'quiet-sea',
		name: 'Ines',
		role: 'Lighthouse keeper, 63',
		appearance: 'White braid, pale eyes, a straight back.',
		wardrobe: 'Knitted pullover, oilskin coat.',
		personality: 'Knows more than she says, and says it kindly.',
		notes: 'Lit from one side in every shot.',
		tags: ['coast', 'supporting'],
	},
	{
		id: 'tomo',
		stillId: 'night-city',
		name: 'Tomo',
		role: 'Street musician, 19',
		appearance: 'Bleached hair, quick grin, chipped tooth.',
		wardrobe: 'Oversized denim jacket with painted back.',
		personality: 'Fearless until it matters.',
		notes: '',
		tags: ['city', 'supporting'],
	},
];

const shippedSchema = v.array(
	v.object({
		id: v.string(),
		name: v.string(),
		width: v.number(),
		height: v.number(),
		file: v.string(),
		thumbnail: v.string(),
	}),
);

/** Puts in what a new Studio comes with; what is there already stays as the people have made it. */
export async function seed({
	sql,
	records,
	stillsFolder,
	now,
}: {
	sql: Sql;
	records: Records;
	/** Folder of the stills that ship with Studio, and of their list. */
	stillsFolder: string;
	/** Epoch ms. */
	now: number;
}): Promise<void> {
	for (const { id, name, role } of people) {
		const text = 'insert into studio.person (id, name, role) values ($1, $2, $3) on conflict do nothing';
		await sql.query(text, [id, name, role]);
	}
	const shipped = v.parse(shippedSchema, JSON.parse(await readFile(join(stillsFolder, 'stills.json'), 'utf8')));
	for (const { id, ...body } of shipped) {
		// `put`, so that a later Studio's redrawn picture takes the place of the old one. Older than any upload: listed last.
		await records.stills.put({ id, owner: null, createdAt: 0, body });
	}
	for (const { id, ...body } of characters) {
		await records.characters.putIfNew({ id, owner: null, createdAt: now, body: { ...body, updatedAt: now } });
	}
}
