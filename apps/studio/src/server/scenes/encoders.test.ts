import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenEncoder } from './encoder.ts';
import { openFfmpegEncoder } from './ffmpeg-encoder.ts';
import { openWebCodecsEncoder } from './webcodecs-encoder.ts';

const encoders: [name: string, open: OpenEncoder][] = [['WebCodecs', openWebCodecsEncoder]];
// The second encoder is for machines on which the first does not run; `npm test` gets ffmpeg where it may.
if (spawnSync('ffmpeg', ['-version']).status === 0) encoders.push(['ffmpeg', openFfmpegEncoder]);
else console.warn('The ffmpeg encoder was left out of the tests: there is no ffmpeg on the PATH.');

const shape = { width: 320, height: 180, frames: 60, framesPerSecond: 24 };
let folder = '';

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'studio-encoder-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A grey frame in I420, a little lighter each time. */
function drawFrame(frame: number): Uint8Array {
	const pixels = shape.width * shape.height;
	const bytes = new Uint8Array((pixels * 3) / 2).fill(128);
	return bytes.fill(40 + frame * 3, 0, pixels);
}

describe.each(encoders)('the encoder %s', (name, open) => {
	it('writes an H.264 MP4 of all frames, with its index at the start', async () => {
		const file = join(folder, `${name}.mp4`);
		const encoder = await open(file, shape);
		for (let frame = 0; frame < shape.frames; frame += 1) await encoder.add(drawFrame(frame));
		await encoder.finish();

		using input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(file) });
		const track = await input.getPrimaryVideoTrack();
		expect(track).toMatchObject({ codec: 'avc', displayWidth: 320, displayHeight: 180 });
		expect(await track?.computePacketStats()).toMatchObject({ packetCount: 60 });
		expect(await input.computeDuration()).toBeCloseTo(2.5, 2);
		const bytes = await readFile(file);
		expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
	});

	it('can be given up half-way, and twice', async () => {
		const encoder = await open(join(folder, `${name}-abandoned.mp4`), shape);
		await encoder.add(drawFrame(0));
		await encoder.abandon();
		await encoder.abandon();
	});
});
