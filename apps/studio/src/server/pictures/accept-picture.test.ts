import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { acceptPicture } from './accept-picture.ts';
import { endsTooEarly } from './ends-too-early.ts';

const draw = () => sharp({ create: { width: 64, height: 32, channels: 3, background: '#a33' } });
const pictures = {
	jpg: await draw().jpeg().toBuffer(),
	png: await draw().png({ compressionLevel: 0 }).toBuffer(),
	webp: await draw().webp().toBuffer(),
};
const others = { gif: await draw().gif().toBuffer(), tiff: await draw().tiff().toBuffer() };

describe('an upload', () => {
	it.each(Object.entries(pictures))('is taken by its content: %s', async (ending, bytes) => {
		expect(await acceptPicture(bytes)).toEqual({ width: 64, height: 32, ending });
	});

	it('has the size it is seen with, when its EXIF turns it', async () => {
		const turned = await draw().jpeg().withMetadata({ orientation: 6 }).toBuffer();
		expect(await acceptPicture(turned)).toMatchObject({ width: 32, height: 64 });
	});

	it.each([
		['text', Buffer.from('hello')],
		['a GIF', others.gif],
		['a TIFF', others.tiff],
		['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
		['nothing', Buffer.alloc(0)],
		['a JPEG’s first bytes', pictures.jpg.subarray(0, 12)],
	])('is refused when it is %s, with what is accepted', async (_what, bytes) => {
		await expect(acceptPicture(bytes)).rejects.toMatchObject({
			code: 'not-a-picture',
			message: expect.stringContaining('JPEG, PNG and WebP'),
		});
	});

	it('is refused above 20 MB', async () => {
		await expect(acceptPicture(Buffer.alloc(20_000_001))).rejects.toMatchObject({ code: 'too-large' });
	});
});

describe('a file', () => {
	it.each(Object.entries(pictures))('is known to end too early, and only then: %s', (_ending, bytes) => {
		expect(endsTooEarly(bytes)).toBe(false);
		expect(endsTooEarly(bytes.subarray(0, bytes.length - 20))).toBe(true);
	});
});
