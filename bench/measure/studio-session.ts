import { join } from 'node:path';
import { startStudio } from '../../apps/studio/src/server/start/start-studio.ts';

/** A Studio in this process, with somebody signed in. */
export interface StudioSession {
	/** Without a slash at its end. */
	url: string;
	cookie: string;
	/** Asks for a scene with the first character. */
	generate(scene: { name: string; seconds: number; height: 540 | 1080 }): Promise<void>;
	close(): Promise<void>;
}

/** Starts Studio on a free port with its data in a folder, and signs in. */
export async function openStudioSession(dataFolder: string): Promise<StudioSession> {
	const engineUrl = `pglite:${join(dataFolder, 'engine')}`;
	const studio = await startStudio({
		port: 0,
		host: 'localhost',
		dataFolder,
		dataShown: dataFolder,
		engineUrl,
		databaseUrl: null,
		parallel: 2,
	});
	const url = studio.url.replace(/\/$/, '');
	const headers: Record<string, string> = { 'content-type': 'application/json', origin: url };

	async function ask(path: string, body?: object): Promise<Response> {
		const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
		const answer = await fetch(`${url}${path}`, init);
		if (!answer.ok) throw new Error(`Studio refused ${path}: ${await answer.text()}`);
		return answer;
	}

	const login = await ask('/api/session', { person: 'ana' });
	const cookie = login.headers
		.getSetCookie()
		.map((one) => one.split(';')[0])
		.join('; ');
	headers.cookie = cookie;
	const list: { characters: { id: string; stillId: string }[] } = await (await ask('/api/characters')).json();
	const [character] = list.characters;
	if (character === undefined) throw new Error('Studio has no characters to make a scene with.');
	const { id: characterId, stillId } = character;
	return {
		url,
		cookie,
		async generate(scene) {
			await ask('/api/scenes', { characterId, stillId, move: 'zoom-in', grade: 'warm', ...scene });
		},
		close: () => studio.close(),
	};
}
