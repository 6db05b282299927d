import { expect } from './studio.ts';

/** Ana on another device, which nothing is wrong with and nobody looks at. */
export interface OtherDevice {
	/** Has a scene made that takes a few seconds, and waits until it is done. */
	makeScene(name: string): Promise<void>;
}

/** Long enough for a short scene on a machine that is busy with something else. */
const endMs = 120_000;

/** Signs in by a way of its own, so that what a test does to its browser's network is nothing to it. */
export async function openOtherDevice(studioUrl: string): Promise<OtherDevice> {
	let cookie = '';

	async function ask(path: string, body?: object): Promise<Response> {
		const response = await fetch(studioUrl + path, {
			headers: { cookie, 'content-type': 'application/json' },
			...(body && { method: 'POST', body: JSON.stringify(body) }),
		});
		expect(response.ok, `${path} answered ${response.status}`).toBe(true);
		return response;
	}

	const [login = ''] = (await ask('/api/session', { person: 'ana' })).headers.getSetCookie();
	[cookie = ''] = login.split(';');
	const [character] = (await (await ask('/api/characters')).json()).characters;

	return {
		async makeScene(name) {
			const scene = { stillId: character.stillId, move: 'still', grade: 'none', seconds: 3, height: 540 };
			const { key } = await (await ask('/api/scenes', { ...scene, characterId: character.id, name })).json();
			const read = async () => {
				const { jobs } = await (await ask('/jobtray/jobs')).json();
				return jobs.find((each: { key: string }) => each.key === key)?.status;
			};
			await expect.poll(read, { timeout: endMs }).toBe('completed');
		},
	};
}
