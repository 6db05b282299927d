import { Hono } from 'hono';
import type { SceneAccepted } from '../../api.ts';
import { Refused } from '../fault.ts';
import { readJson } from '../http/read-body.ts';
import { enqueueScene, sceneQueue, sceneRequestSchema } from '../scenes/scene-job.ts';
import type { SignedIn } from './signed-in.ts';
import type { StudioParts } from './studio-parts.ts';

/** Starting the generation of a scene. */
export function createSceneRoutes({ engine, records, people }: StudioParts): Hono<SignedIn> {
	return new Hono<SignedIn>().post('/', async (c) => {
		const request = await readJson(c.req.raw, sceneRequestSchema);
		const { person } = c.var.login;
		const character = await records.characters.get(request.characterId);
		if (!character) throw missing('characterId', 'This character is no longer there. Choose another one.');
		const still = await records.stills.get(request.stillId);
		if (!still || (still.owner !== null && still.owner !== person.id)) {
			throw missing('stillId', 'This picture is no longer there. Choose another one.');
		}
		const accepted = await enqueueScene(engine.queue(sceneQueue), {
			request,
			person,
			nextNumber: () => people.nextSceneNumber(person.id),
			characterName: character.body.name,
			still: { name: still.body.name, shipped: still.owner === null },
		});
		return c.json<SceneAccepted>(accepted, 202);
	});
}

function missing(field: string, message: string): Refused {
	return new Refused('not-valid', { message, field });
}
