import sharp from 'sharp';

/** A real photograph-like JPEG, made here. */
export function drawPicture(): Promise<Buffer> {
	const noise = { type: 'gaussian' as const, mean: 140, sigma: 40 };
	return sharp({ create: { width: 1600, height: 900, channels: 3, background: '#446', noise } })
		.blur(8)
		.jpeg({ quality: 85 })
		.toBuffer();
}

/** The same, cut off half-way: its header is right, its picture is not whole. */
export async function drawTruncatedPicture(): Promise<Buffer> {
	const whole = await drawPicture();
	return whole.subarray(0, Math.floor(whole.length / 2));
}
