import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScenePoint } from './make-scene.ts';
import { type ScenePlan, sceneFiles } from './plan.ts';
import { runInThread } from './run-in-thread.ts';

let folder = '';
let jpeg: Buffer;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'studio-scene-'));
	const noise = { type: 'gaussian', mean: 128, sigma: 50 } as const;
	jpeg = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#345', noise } })
		.jpeg()
		.toBuffer();
	await writeFile(join(folder, 'whole.jpg'), jpeg);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const never = new AbortController().signal;

function toPlan(change: Partial<ScenePlan> = {}): ScenePlan {
	const picture = join(folder, 'whole.jpg');
	return { picture, folder, move: 'drift', grade: 'day-to-night', seconds: 1, height: 540, ...change };
}

describe('a scene in its thread', () => {
	it('becomes an H.264 MP4 that plays while it loads, with a poster and a thumbnail', async () => {
		const points: ScenePoint[] = [];
		await runInThread(toPlan(), { signal: never, onPoint: async (point) => void points.push(point) });
		expect(points.map(({ type }) => type)).toEqual(['read', ...Array(24).fill('encoded'), 'writing']);
		expect(points[24]).toEqual({ type: 'encoded', frames: 24 });

		using input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(join(folder, sceneFiles.video)) });
		const track = await input.getPrimaryVideoTrack();
		expect(await input.computeDuration()).toBeCloseTo(1, 3);
		expect(track).toMatchObject({ codec: 'avc', displayWidth: 960, displayHeight: 540 });
		expect(await track?.computePacketStats()).toMatchObject({ packetCount: 24 });
		const bytes = await readFile(join(folder, sceneFiles.video));
		expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
		expect(await sharp(join(folder, sceneFiles.poster)).metadata()).toMatchObject({ width: 960, height: 540 });
		expect(await sharp(join(folder, sceneFiles.thumbnail)).metadata()).toMatchObject({ width: 320, height: 180 });
	});

	it('fails with a message for people when the picture ends too early', async () => {
		const picture = join(folder, 'early.jpg');
		await writeFile(picture, jpeg.subarray(0, jpeg.length / 2));
		await expect(runInThread(toPlan({ picture }), { signal: never, onPoint: async () => {} })).rejects.toMatchObject({
			name: 'SceneFailure',
			message: 'The picture is damaged: it ends too early. Upload it again.',
		});
	});

	it('fails with a message for people when the picture has gone', async () => {
		const plan = toPlan({ picture: join(folder, 'gone.jpg') });
		await expect(runInThread(plan, { signal: never, onPoint: async () => {} })).rejects.toThrow(/no longer there/);
	});

	it('stands still while its listener waits, and is given up when that rejects', async () => {
		let seen = 0;
		const told = new Error('paused for ever');
		const run = runInThread(toPlan({ seconds: 600 }), {
			signal: never,
			async onPoint(point) {
				if (point.type !== 'encoded') return;
				seen = point.frames;
				// Long enough for many frames, were they drawn.
				if (seen === 3) await new Promise((_, reject) => setTimeout(reject, 300, told));
			},
		});
		await expect(run).rejects.toBe(told);
		expect(seen).toBe(3);
	});

	it('is done also where its thread has gone before its last points were heard', async () => {
		const gone = new Promise<void>((resolve) => {
			process.once('worker', (thread) => thread.once('exit', () => resolve()));
		});
		const points: ScenePoint[] = [];
		await runInThread(toPlan(), {
			signal: never,
			async onPoint(point) {
				if (point.type === 'writing') await gone;
				points.push(point);
			},
		});
		expect(points.at(-1)).toEqual({ type: 'writing' });
	});

	it('ends within a moment when it is cancelled, with the reason it was given', async () => {
		const controller = new AbortController();
		const reason = new Error('cancelled');
		const run = runInThread(toPlan({ seconds: 600 }), {
			signal: controller.signal,
			async onPoint(point) {
				if (point.type === 'encoded' && point.frames === 5) controller.abort(reason);
			},
		});
		await expect(run).rejects.toBe(reason);
	});

	it('fails and leaves the server running when its thread cannot go on', async () => {
		const plan = toPlan({ folder: join(folder, 'no-such-folder') });
		await expect(runInThread(plan, { signal: never, onPoint: async () => {} })).rejects.toThrow(/encoder/);
	});
});
