import type {
	Character,
	CharacterChange,
	CharacterList,
	JobDetail,
	Me,
	People,
	SceneAccepted,
	SceneRequest,
	Segment,
	SegmentList,
	SignIn,
	Still,
	StillList,
} from '../../api.ts';
import type { Request } from './create-request.ts';

/** Studio's HTTP API, one function a route. All reject with a `ProblemError` only. */
export type StudioApi = ReturnType<typeof createStudioApi>;

/** Makes the API over `request`. */
export function createStudioApi(request: Request) {
	const item = (folder: string, id: string) => `/api/${folder}/${encodeURIComponent(id)}`;
	return {
		/** `undefined` where nobody is signed in. */
		me: () => request<Me | undefined>('/api/me'),
		people: () => request<People>('/api/people'),
		signIn: (body: SignIn) => request<Me>('/api/session', { method: 'POST', json: body }),
		signOut: () => request<void>('/api/session', { method: 'DELETE' }),
		characters: () => request<CharacterList>('/api/characters'),
		character: (id: string) => request<Character>(item('characters', id)),
		changeCharacter: (id: string, change: CharacterChange) =>
			request<Character>(item('characters', id), { method: 'PATCH', json: change }),
		stills: () => request<StillList>('/api/stills'),
		uploadStill: (file: File) =>
			request<Still>(`/api/stills?name=${encodeURIComponent(file.name)}`, { method: 'POST', file }),
		removeStill: (id: string) => request<void>(item('stills', id), { method: 'DELETE' }),
		generate: (scene: SceneRequest) => request<SceneAccepted>('/api/scenes', { method: 'POST', json: scene }),
		segments: () => request<SegmentList>('/api/segments'),
		segment: (id: string) => request<Segment>(item('segments', id)),
		removeSegment: (id: string) => request<void>(item('segments', id), { method: 'DELETE' }),
		job: (key: string) => request<JobDetail>(item('jobs', key)),
	};
}
