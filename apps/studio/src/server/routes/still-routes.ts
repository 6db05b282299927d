import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { type Still, type StillList, uploadLimits } from '../../api.ts';
import { newId } from '../data/new-id.ts';
import { notFound } from '../fault.ts';
import { readBytes } from '../http/read-body.ts';
import { acceptPicture, tooLargeMessage } from '../pictures/accept-picture.ts';
import { drawThumbnail } from '../pictures/thumbnail.ts';
import type { SignedIn } from './signed-in.ts';
import type { StudioParts } from './studio-parts.ts';
import { toStill } from './to-answers.ts';

/** Longest name of a picture, in characters. */
const nameLimit = 80;

/** The stills: those that ship with Studio, and one's own uploads. */
export function createStillRoutes({ records, places, now }: StudioParts): Hono<SignedIn> {
	const { stills } = records;
	return new Hono<SignedIn>()
		.get('/', async (c) => {
			const own = await stills.listFor(c.var.login.person.id);
			return c.json<StillList>({ stills: own.map(toStill) });
		})
		.post('/', async (c) => {
			const bytes = await readBytes(c.req.raw, { bytes: uploadLimits.bytes, tooLarge: tooLargeMessage });
			const { width, height, ending } = await acceptPicture(bytes);
			const id = newId('p');
			const folder = places.still(id);
			const file = `picture.${ending}`;
			const small = await drawThumbnail(bytes);
			const thumbnail = small ? 'small.jpg' : file;
			await mkdir(folder, { recursive: true });
			await writeFile(join(folder, file), bytes);
			if (small) await writeFile(join(folder, thumbnail), small);
			const body = { name: toName(c.req.query('name')), width, height, file, thumbnail };
			const still = { id, owner: c.var.login.person.id, createdAt: now(), body };
			await stills.put(still);
			return c.json<Still>(toStill(still), 201);
		})
		.delete('/:id', async (c) => {
			const still = await stills.get(c.req.param('id'));
			if (still?.owner !== c.var.login.person.id) throw notFound('picture');
			await stills.remove(still.id);
			await rm(places.still(still.id), { recursive: true, force: true });
			return c.body(null, 204);
		});
}

/** A file's name without its ending, as a picture's name. */
function toName(file = ''): string {
	// Controls and marks that turn the direction of writing would disguise what the name says.
	const name = file
		.replace(/[\p{Cc}\p{Cf}]/gu, '')
		.replace(/\.[a-z0-9]{1,5}$/i, '')
		.replace(/\s+/g, ' ')
		.trim();
	// By characters, so that none is cut in two.
	const characters = [...name];
	if (characters.length > nameLimit)
		return `${characters
			.slice(0, nameLimit - 1)
			.join('')
			.trimEnd()}…`;
	return name || 'Untitled picture';
}
