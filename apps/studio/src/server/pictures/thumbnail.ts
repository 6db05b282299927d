import sharp from 'sharp';

/** Draws a small picture of an upload, 480 pixels wide; `null` where the upload is too damaged for one. */
export async function drawThumbnail(bytes: Uint8Array): Promise<Buffer | null> {
	try {
		// Draws what there is of a picture that ends too early: its owner should see which one it was.
		const picture = sharp(bytes, { failOn: 'none' }).autoOrient().resize({ width: 480, withoutEnlargement: true });
		return await picture.flatten({ background: '#fff' }).jpeg({ quality: 78 }).toBuffer();
	} catch {
		// The header was right and the rest is not: the page then shows the picture itself, as far as the browser can.
		return null;
	}
}
