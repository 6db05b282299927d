import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, openEngine } from 'jobtray/bullmq';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOrCreateKey } from '../auth/key.ts';
import { createLogins } from '../auth/logins.ts';
import { loadPeople } from '../data/people.ts';
import { preparePlaces } from '../data/places.ts';
import { openRecords } from '../data/records.ts';
import { createTables } from '../data/schema.ts';
import { seed } from '../data/seed.ts';
import { sceneQueue } from '../scenes/scene-job.ts';
import { createApp } from './create-app.ts';
import type { StudioParts } from './studio-parts.ts';

let folder: string;
let engine: Engine;
let parts: StudioParts;
let app: ReturnType<typeof createApp>;
const ended: unknown[] = [];

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'studio-app-'));
	engine = await openEngine('pglite:memory');
	const { sql } = engine;
	if (!sql) throw new Error('PGlite has SQL.');
	await createTables(sql);
	const records = openRecords(sql);
	const places = await preparePlaces(folder, { alone: true });
	await seed({ sql, records, stillsFolder: places.shippedStills, now: 1 });
	const people = await loadPeople(sql);
	const logins = await createLogins({ sql, people, key: await loadOrCreateKey(folder) });
	const source = engine.source({ queues: [sceneQueue] });
	const endConnections: StudioParts['endConnections'] = (login) => ended.push(login);
	const report = (error: unknown) => expect.unreachable(String(error));
	const health = async () => Response.json({ status: 'degraded' });
	const answers = { endConnections, health, report, now: Date.now };
	parts = { engine, source, people, logins, records, places, parallel: 2, ...answers };
	const builtFolder = join(folder, 'web');
	await mkdir(join(builtFolder, 'assets'), { recursive: true });
	await writeFile(join(builtFolder, 'index.html'), '<!doctype html><title>X121</title>');
	await writeFile(join(builtFolder, 'assets', 'a-1.js'), 'export {}');
	app = createApp(parts, { builtFolder });
});
afterAll(async () => {
	await engine.close();
	await rm(folder, { recursive: true, force: true });
});

interface Asking {
	method?: string;
	json?: unknown;
	bytes?: Uint8Array<ArrayBuffer>;
	headers?: Record<string, string>;
}

/** Asks as one person's browser would. */
async function signIn(person: string) {
	const answer = await ask('/api/session', { method: 'POST', json: { person } });
	const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
	return (path: string, asking: Asking = {}) => ask(path, { ...asking, headers: { cookie, ...asking.headers } });
}

async function ask(path: string, { method = 'GET', json, bytes, headers = {} }: Asking = {}): Promise<Response> {
	const kind: Record<string, string> =
		json === undefined ? { 'x-studio': '1' } : { 'content-type': 'application/json' };
	const body = json === undefined ? bytes : JSON.stringify(json);
	return app.request(path, { method, headers: { ...kind, ...headers }, body });
}

const upload = (bytes: Uint8Array): Asking => ({ method: 'POST', bytes: Uint8Array.from(bytes) });
const scene = { characterId: 'mira', stillId: 'harbour', move: 'zoom-in', grade: 'warm', seconds: 4, height: 540 };
const jpeg = () =>
	sharp({ create: { width: 640, height: 360, channels: 3, background: '#a33' } })
		.jpeg()
		.toBuffer();

describe('signing in and out', () => {
	it('is needed for everything but the list of people', async () => {
		expect((await ask('/api/people')).status).toBe(200);
		expect((await ask('/api/me')).status).toBe(204);
		for (const path of ['characters', 'stills', 'segments', 'segments/x', 'jobs/scenes:x']) {
			expect((await ask(`/api/${path}`)).status).toBe(401);
		}
		expect((await ask('/media/stills/harbour/harbour.jpg')).status).toBe(401);
	});

	it('ends for good: the old cookie is worth nothing, and its connections are closed', async () => {
		const ana = await signIn('ana');
		expect(await (await ana('/api/me')).json()).toMatchObject({ person: { id: 'ana', role: 'creator' } });
		expect((await ana('/api/session', { method: 'DELETE' })).status).toBe(204);
		expect((await ana('/api/me')).status).toBe(204);
		expect(ended).toContainEqual({ viewerId: 'ana', loginId: expect.any(String) });
	});
});

describe('characters', () => {
	it('take two people’s writing in different fields', async () => {
		const [ana, ben] = [await signIn('ana'), await signIn('ben')];
		await ana('/api/characters/mira', { method: 'PATCH', json: { notes: 'from Ana' } });
		const answer = await ben('/api/characters/mira', { method: 'PATCH', json: { wardrobe: 'from Ben' } });
		expect(await answer.json()).toMatchObject({ notes: 'from Ana', wardrobe: 'from Ben', updatedBy: 'Ben' });
	});

	it('refuse what does not fit, and name the field', async () => {
		const ana = await signIn('ana');
		const answer = await ana('/api/characters/mira', { method: 'PATCH', json: { name: ' ' } });
		expect(await answer.json()).toEqual({
			error: { code: 'not-valid', message: 'A character needs a name.', field: 'name' },
		});
		expect((await ana('/api/characters/nobody', { method: 'PATCH', json: {} })).status).toBe(404);
	});
});

describe('stills', () => {
	it('can be uploaded, are seen by their owner and a lead alone, and go when removed', async () => {
		const [ana, ben, lea] = [await signIn('ana'), await signIn('ben'), await signIn('lea')];
		const made = await ana('/api/stills?name=My%20photo.png', upload(await jpeg()));
		expect(made.status).toBe(201);
		const still = await made.json();
		expect(still).toMatchObject({ name: 'My photo', width: 640, height: 360, from: 'upload' });
		expect((await ana(still.href)).headers.get('content-type')).toBe('image/jpeg');
		expect((await ben(still.href)).status).toBe(404);
		expect((await lea(still.thumbnail)).status).toBe(200);
		const seen = (await (await ben('/api/stills')).json()).stills.map(({ id }: { id: string }) => id);
		expect(seen).not.toContain(still.id);
		expect((await ben('/api/scenes', { method: 'POST', json: { ...scene, stillId: still.id } })).status).toBe(400);
		expect((await ben(`/api/stills/${still.id}`, { method: 'DELETE' })).status).toBe(404);
		expect((await ana(`/api/stills/${still.id}`, { method: 'DELETE' })).status).toBe(204);
		expect((await ana(still.href)).status).toBe(404);
	});

	it('show where a name was cut', async () => {
		const ana = await signIn('ana');
		const made = await ana(
			`/api/stills?name=${'x'.repeat(78)}${encodeURIComponent('🌊🌊🌊')}.jpg`,
			upload(await jpeg()),
		);
		expect(await made.json()).toMatchObject({ name: `${'x'.repeat(78)}🌊…` });
		const whole = await ana(`/api/stills?name=${'x'.repeat(80)}.jpg`, upload(await jpeg()));
		expect(await whole.json()).toMatchObject({ name: 'x'.repeat(80) });
	});

	it('are taken by content, up to 20 MB, and when only their end is missing', async () => {
		const ana = await signIn('ana');
		expect((await ana('/api/stills?name=a.jpg', upload(Buffer.from('not a picture')))).status).toBe(415);
		expect((await ana('/api/stills?name=a.jpg', upload(Buffer.alloc(20_000_001)))).status).toBe(413);
		const whole = await jpeg();
		expect((await ana('/api/stills?name=a.jpg', upload(whole.subarray(0, whole.length - 200)))).status).toBe(201);
	});
});

describe('scenes and their jobs', () => {
	it('are counted for each person and described for the tray', async () => {
		const ana = await signIn('ana');
		const first = await (await ana('/api/scenes', { method: 'POST', json: scene })).json();
		expect(first).toMatchObject({ number: 1, name: 'Generating Scene 1 · Mira, harbour' });
		const second = await (await ana('/api/scenes', { method: 'POST', json: { ...scene, name: 'Opening' } })).json();
		expect(second).toMatchObject({ number: 2, name: 'Generating Scene 2 · Opening' });
		const [record] = await parts.source.read([first.key]);
		expect(record).toMatchObject({ name: first.name, owner: { id: 'ana', name: 'Ana' }, kind: 'scene-540', size: 96 });
	});

	it('come in three variants of other colours, which the tray shows as one group', async () => {
		const ana = await signIn('ana');
		const many = await (await ana('/api/scenes', { method: 'POST', json: { ...scene, variants: 3 } })).json();
		expect(many).toMatchObject({ name: expect.stringMatching(/^Generating Scene \d+ · Mira, harbour$/), variants: 3 });
		const [first] = await parts.source.read([many.key]);
		expect(first?.group).toMatchObject({ name: 'Mira, harbour', size: 3 });
		const listed = (await engine.queue(sceneQueue).getJobs()).map(({ id }) => `${sceneQueue}:${id}`);
		const group = (await parts.source.read(listed)).filter((record) => record.group?.id === first?.group?.id);
		expect(new Set(group.map(({ name }) => name)).size).toBe(3);
	});

	it('are read by their owner and a lead; for others there is no such job', async () => {
		const [ana, ben, lea] = [await signIn('ana'), await signIn('ben'), await signIn('lea')];
		const { key } = await (await ben('/api/scenes', { method: 'POST', json: scene })).json();
		const path = `/api/jobs/${encodeURIComponent(key)}`;
		const detail = { key, status: 'queued', owner: { id: 'ben' }, scene: { stillName: 'Harbour', seconds: 4 } };
		expect(await (await ben(path)).json()).toMatchObject(detail);
		expect(await (await lea(path)).json()).toMatchObject(detail);
		const [foreign, unknown] = [await ana(path), await ana('/api/jobs/scenes:none')];
		expect([foreign.status, await foreign.text()]).toEqual([unknown.status, await unknown.text()]);
		expect(foreign.status).toBe(404);
	});

	it.each([
		{ seconds: 0 },
		{ seconds: 601 },
		{ seconds: 1.5 },
		{ height: 720 },
		{ move: 'spin' },
		{ name: 'x'.repeat(81) },
		{ variants: 2 },
	])('are refused with %j', async (wrong) => {
		const ana = await signIn('ana');
		const answer = await ana('/api/scenes', { method: 'POST', json: { ...scene, ...wrong } });
		expect(await answer.json()).toMatchObject({ error: { code: 'not-valid', field: Object.keys(wrong)[0] } });
	});
});

describe('segments', () => {
	it('play from any place, for those who may see them', async () => {
		const id = 's0123';
		await mkdir(parts.places.segment(id), { recursive: true });
		await writeFile(join(parts.places.segment(id), 'video.mp4'), 'abcdefghij');
		const { characterId, stillId, seconds } = scene;
		const names = {
			name: 'Scene 1',
			ownerName: 'Ana',
			characterName: 'Mira',
			stillName: 'Harbour',
			jobKey: 'scenes:x',
		};
		const asked = { characterId, stillId, seconds, move: 'zoom-in', grade: 'warm', height: 540 } as const;
		const body = { ...names, ...asked, number: 1, bytes: 10, tookMs: 5 };
		await parts.records.segments.put({ id, owner: 'ana', createdAt: 5, body });

		const [ana, ben, lea] = [await signIn('ana'), await signIn('ben'), await signIn('lea')];
		const { segments } = await (await lea('/api/segments')).json();
		expect(segments).toMatchObject([{ id, mine: false, width: 960, frames: 96 }]);
		expect((await ben(`/api/segments/${id}`)).status).toBe(404);
		expect((await ben(segments[0].video)).status).toBe(404);

		const part = await ana(segments[0].video, { headers: { range: 'bytes=2-4' } });
		expect([part.status, await part.text()]).toEqual([206, 'cde']);
		expect(part.headers.get('content-range')).toBe('bytes 2-4/10');
		expect(part.headers.get('content-type')).toBe('video/mp4');
		const outside = await ana(segments[0].video, { headers: { range: 'bytes=10-' } });
		expect([outside.status, outside.headers.get('content-range')]).toEqual([416, 'bytes */10']);
		const etag = part.headers.get('etag') ?? '';
		expect((await ana(segments[0].video, { headers: { 'if-none-match': etag } })).status).toBe(304);
		const changed = await ana(segments[0].video, { headers: { range: 'bytes=2-4', 'if-range': '"old"' } });
		expect([changed.status, await changed.text()]).toEqual([200, 'abcdefghij']);
		expect((await ana(`/media/segments/${id}/..%2f..%2flogin.key`)).status).toBe(404);
	});
});

describe('pages', () => {
	it('come for every view, under a strict policy', async () => {
		const page = await ask('/characters/mira');
		expect(await page.text()).toContain('X121');
		expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
		expect(page.headers.get('x-content-type-options')).toBe('nosniff');
		expect(page.headers.get('cache-control')).toBe('no-cache');
	});

	it('never lead out of the built folder', async () => {
		for (const path of ['/..%2flogin.key', '/%2e%2e/login.key', '/assets/..%2f..%2flogin.key', '/%ff']) {
			const answer = await ask(path);
			expect(answer.status).toBe(404);
			expect(await answer.text()).toMatch(/X121|There is no such file/);
		}
	});

	it.each(['/', '/characters', '/library', '/segments/s1', '/jobs/scenes%3As1', '/settings'])(
		'come at %s',
		async (path) => {
			expect((await ask(path)).status).toBe(200);
		},
	);

	it('do not pretend to be at an address that no view has', async () => {
		const page = await ask('/no-such-view', { headers: { 'if-none-match': '*', range: 'bytes=0-3' } });
		expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('X121')]);
		for (const path of ['/robots.txt', '/favicon.ico', '/wp/login.php']) {
			const file = await ask(path);
			expect([file.status, await file.text()]).toEqual([404, 'There is no such file.\n']);
		}
	});

	it('leave /healthz to the tray’s gateway', async () => {
		expect(await (await ask('/healthz')).json()).toEqual({ status: 'degraded' });
	});

	it('keep built files for ever, and say when one is not there', async () => {
		expect((await ask('/assets/a-1.js')).headers.get('cache-control')).toContain('immutable');
		expect((await ask('/assets/gone.js')).status).toBe(404);
		expect((await ask('/api/gone')).status).toBe(404);
	});
});
