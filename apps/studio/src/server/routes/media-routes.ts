import { join } from 'node:path';
import { Hono } from 'hono';
import { fileOf } from '../data/still-files.ts';
import { notFound } from '../fault.ts';
import { sendFile } from '../http/send-file.ts';
import { sceneFiles } from '../scenes/plan.ts';
import type { SignedIn } from './signed-in.ts';
import type { StudioParts } from './studio-parts.ts';
import { maySee } from './to-answers.ts';

// Kept by the person's own browser only, and for no longer than a visit: who signs in next must not see it.
const cacheControl = 'private, max-age=3600';

const segmentFiles: ReadonlySet<string> = new Set(Object.values(sceneFiles));

/** Pictures and videos, for those who may see what they belong to. */
export function createMediaRoutes({ records, places }: StudioParts): Hono<SignedIn> {
	return new Hono<SignedIn>()
		.get('/stills/:id/:file', async (c) => {
			const { id, file } = c.req.param();
			const still = await records.stills.get(id);
			if (!still || !maySee(c.var.login.person, still)) throw notFound('picture');
			const { body } = still;
			const which = file === body.file ? 'file' : file === body.thumbnail ? 'thumbnail' : null;
			const answer = which && (await sendFile(c.req.raw, { file: fileOf(still, places, which), cacheControl }));
			if (!answer) throw notFound('picture');
			return answer;
		})
		.get('/segments/:id/:file', async (c) => {
			const { id, file } = c.req.param();
			const segment = await records.segments.get(id);
			if (!segment || !maySee(c.var.login.person, segment) || !segmentFiles.has(file)) throw notFound('file');
			const answer = await sendFile(c.req.raw, { file: join(places.segment(id), file), cacheControl });
			if (!answer) throw notFound('file');
			return answer;
		});
}
