import { createResource, createResourceById, type Resource } from './create-resource.ts';
import type { StudioApi } from './create-studio-api.ts';

/** All that one signed-in person has read; dropped when they sign out. */
export type Resources = ReturnType<typeof createResources>;

/** Makes the resources over `api`. */
export function createResources(api: StudioApi) {
	const characters = createResource(api.characters);
	const segments = createResource(api.segments);
	return {
		characters,
		segments,
		stills: createResource(api.stills),
		// What a list already holds of an item is shown at once, while the item itself is read.
		character: createResourceById(api.character, (id) => readyValue(characters)?.characters.find((c) => c.id === id)),
		segment: createResourceById(api.segment, (id) => readyValue(segments)?.segments.find((s) => s.id === id)),
		job: createResourceById(api.job),
	};
}

/** What a resource holds, or `undefined` where it has not been read. */
export function readyValue<T>(resource: Resource<T>): T | undefined {
	const state = resource.state.get();
	return state.status === 'ready' ? state.value : undefined;
}
