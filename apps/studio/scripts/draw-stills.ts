import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { drawLandscapes } from './stills/landscapes.ts';
import { createNoise } from './stills/noise.ts';
import { canvas } from './stills/shapes.ts';

// Draws the stills that ship with Studio into `stills/`: pictures of our own, so free of anybody's licence.

const folder = fileURLToPath(new URL('../stills/', import.meta.url));
await mkdir(folder, { recursive: true });
const noise = createNoise(1);
const grey = Uint8Array.from({ length: canvas.width * canvas.height }, () => 119 + 18 * noise.next());
// A little grain, so that wide skies show no bands.
const grain = await sharp(grey, { raw: { ...canvas, channels: 1 } })
	.png()
	.toBuffer();

const list = [];
for (const { id, name, drawing } of drawLandscapes()) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${canvas.width}" height="${canvas.height}">${drawing}</svg>`;
	const picture = await sharp(Buffer.from(svg))
		.composite([{ input: grain, blend: 'soft-light' }])
		.removeAlpha()
		.png()
		.toBuffer();
	const file = `${id}.jpg`;
	const thumbnail = `${id}-small.jpg`;
	await sharp(picture).jpeg({ quality: 84, mozjpeg: true }).toFile(join(folder, file));
	await sharp(picture).resize({ width: 480 }).jpeg({ quality: 78, mozjpeg: true }).toFile(join(folder, thumbnail));
	list.push({ id, name, ...canvas, file, thumbnail });
}
await writeFile(join(folder, 'stills.json'), `${JSON.stringify(list, null, '\t')}\n`);
