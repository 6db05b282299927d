import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { endsTooEarly } from '../pictures/ends-too-early.ts';
import { type Planes, toPlanes } from './planes.ts';
import { SceneFailure } from './scene-failure.ts';

/** The still is read this much larger than the video, so that the closest view still has a pixel for each of the video's. */
const spare = 1.4;

/**
 * Reads a picture into planes of the video's shape, cut to fit around its centre.
 * Rejects with a {@link SceneFailure} where the picture is damaged.
 */
export async function readStill(file: string, video: { width: number; height: number }): Promise<Planes> {
	const size = { width: toEven(video.width * spare), height: toEven(video.height * spare) };
	const bytes = await readFile(file).catch((cause: unknown) => {
		throw new SceneFailure('The picture is no longer there. Choose another one, or upload it again.', { cause });
	});
	try {
		const rgb = await sharp(bytes, { failOn: 'error' })
			.autoOrient()
			.resize({ ...size, fit: 'cover' })
			.flatten({ background: '#000' })
			.toColourspace('srgb')
			.raw()
			.toBuffer();
		return toPlanes(rgb, size);
	} catch (cause) {
		throw new SceneFailure(
			endsTooEarly(bytes)
				? 'The picture is damaged: it ends too early. Upload it again.'
				: 'The picture is damaged and cannot be read. Upload it again.',
			{ cause },
		);
	}
}

function toEven(pixels: number): number {
	return Math.round(pixels / 2) * 2;
}
