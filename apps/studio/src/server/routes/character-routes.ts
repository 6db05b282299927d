import { Hono } from 'hono';
import * as v from 'valibot';
import { type Character, type CharacterFields, type CharacterList, fieldLimits } from '../../api.ts';
import type { CharacterBody } from '../data/records.ts';
import type { Kept } from '../data/shelf.ts';
import { notFound } from '../fault.ts';
import { readJson } from '../http/read-body.ts';
import type { SignedIn } from './signed-in.ts';
import type { StudioParts } from './studio-parts.ts';
import { toCharacter } from './to-answers.ts';

const tagsLimit = 12;

const text = (field: keyof CharacterFields) =>
	v.pipe(v.string(), v.maxLength(fieldLimits[field], `At most ${fieldLimits[field]} characters fit here.`));

const changeSchema = v.partial(
	v.object({
		name: v.pipe(text('name'), v.trim(), v.minLength(1, 'A character needs a name.')),
		role: text('role'),
		appearance: text('appearance'),
		wardrobe: text('wardrobe'),
		personality: text('personality'),
		notes: text('notes'),
		tags: v.pipe(
			v.array(v.pipe(text('tags'), v.trim(), v.minLength(1, 'A tag cannot be empty.'))),
			v.maxLength(tagsLimit, `At most ${tagsLimit} tags fit here.`),
		),
	}),
);

/** The characters, and writing about them. */
export function createCharacterRoutes({ records, now }: StudioParts): Hono<SignedIn> {
	const { characters, stills } = records;
	const toAnswer = async (kept: Kept<CharacterBody>): Promise<Character> =>
		toCharacter(kept, await stills.get(kept.body.stillId));

	return new Hono<SignedIn>()
		.get('/', async (c) => {
			const all = await Promise.all((await characters.list()).map(toAnswer));
			return c.json<CharacterList>({ characters: all.sort((a, b) => a.name.localeCompare(b.name, 'en')) });
		})
		.get('/:id', async (c) => {
			const kept = await characters.get(c.req.param('id'));
			if (!kept) throw notFound('character');
			return c.json<Character>(await toAnswer(kept));
		})
		.patch('/:id', async (c) => {
			const change = await readJson(c.req.raw, changeSchema);
			const written = { updatedAt: now(), updatedBy: c.var.login.person.name };
			const kept = await characters.merge(c.req.param('id'), { ...change, ...written });
			if (!kept) throw notFound('character');
			return c.json<Character>(await toAnswer(kept));
		});
}
