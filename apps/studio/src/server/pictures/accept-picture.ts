import sharp from 'sharp';
import { uploadLimits } from '../../api.ts';
import { Refused } from '../fault.ts';

/** A picture that may be kept. */
export interface AcceptedPicture {
	/** As it is seen, that is, after the turn its EXIF asks for. */
	width: number;
	height: number;
	/** Ending that fits the content, whatever the file was called. */
	ending: 'jpg' | 'png' | 'webp';
}

const endings: Record<string, AcceptedPicture['ending']> = { jpeg: 'jpg', png: 'png', webp: 'webp' };

const wanted = 'Studio takes JPEG, PNG and WebP pictures of up to 20 MB.';

/**
 * Looks at the content of an upload, never at its name. Only the header has to be right: a picture that ends too early
 * is taken, and the job that uses it says so.
 */
export async function acceptPicture(bytes: Uint8Array): Promise<AcceptedPicture> {
	if (bytes.byteLength === 0) throw notAPicture('The file is empty.');
	if (bytes.byteLength > uploadLimits.bytes) throw tooLarge('The file is larger than 20 MB.');
	const header = await sharp(bytes, { failOn: 'none', limitInputPixels: false })
		.metadata()
		.catch((cause: unknown) => {
			throw notAPicture('This file is not a picture that Studio can read.', cause);
		});
	const ending = endings[header.format];
	if (!ending) throw notAPicture(`This file is ${article(header.format)}.`);
	const { width, height } = header.autoOrient;
	if (width * height > uploadLimits.pixels) {
		throw tooLarge(`The picture has ${width} × ${height} pixels. The most is 100 million in all.`);
	}
	return { width, height, ending };
}

/** The message of an upload that is cut off because it is too large. */
export const tooLargeMessage = `The file is larger than 20 MB. ${wanted}`;

function article(format: string): string {
	const name = format.toUpperCase();
	return /^[AEIOS]/.test(name) && name !== 'SHARP' ? `an ${name} file` : `a ${name} file`;
}

function notAPicture(what: string, cause?: unknown): Refused {
	return new Refused('not-a-picture', { message: `${what} ${wanted}`, cause });
}

function tooLarge(what: string): Refused {
	return new Refused('too-large', { message: `${what} ${wanted}` });
}
