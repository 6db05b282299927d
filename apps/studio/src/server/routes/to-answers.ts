import type { Character, Person, Segment, Still } from '../../api.ts';
import type { CharacterBody, KeptSegment, KeptStill } from '../data/records.ts';
import type { Kept } from '../data/shelf.ts';
import { framesOf, sceneFiles, sizeOf } from '../scenes/plan.ts';

/** A still as the front end gets it. */
export function toStill({ id, owner, createdAt, body }: KeptStill): Still {
	const { name, width, height, file, thumbnail } = body;
	const folder = `/media/stills/${id}`;
	const addresses = { href: `${folder}/${file}`, thumbnail: `${folder}/${thumbnail}` };
	return { id, name, width, height, ...addresses, from: owner === null ? 'studio' : 'upload', createdAt };
}

/** A character as the front end gets it; `still` is the one its portrait is made from. */
export function toCharacter({ id, body }: Kept<CharacterBody>, still: KeptStill | null): Character {
	return { id, ...body, portrait: still ? toStill(still).thumbnail : '/icon.svg' };
}

/** A segment as the front end gets it, for one person. */
export function toSegment({ id, owner, createdAt, body }: KeptSegment, viewer: Person): Segment {
	const { ownerName, ...rest } = body;
	const folder = `/media/segments/${id}`;
	return {
		...rest,
		id,
		createdAt,
		owner: { id: owner ?? '', name: ownerName },
		...sizeOf(body.height),
		frames: framesOf(body),
		video: `${folder}/${sceneFiles.video}`,
		poster: `${folder}/${sceneFiles.poster}`,
		thumbnail: `${folder}/${sceneFiles.thumbnail}`,
		mine: owner === viewer.id,
	};
}

/** Whether somebody may see a thing: it belongs to all or to them, or they are a lead. */
export function maySee(person: Person, { owner }: { owner: string | null }): boolean {
	return owner === null || owner === person.id || person.role === 'lead';
}
