/** A picture as video has it: brightness at full size, the two colour differences at half width and height (I420). */
export interface Planes {
	/** Even. */
	width: number;
	/** Even. */
	height: number;
	luma: Uint8Array;
	blue: Uint8Array;
	red: Uint8Array;
}

/** Bytes of one I420 frame. */
export function frameBytes(width: number, height: number): number {
	return (width * height * 3) / 2;
}

/** Three planes over one buffer, in the order an encoder wants them. */
export function planesOver(frame: Uint8Array, { width, height }: { width: number; height: number }): Planes {
	const full = width * height;
	const quarter = full / 4;
	return {
		width,
		height,
		luma: frame.subarray(0, full),
		blue: frame.subarray(full, full + quarter),
		red: frame.subarray(full + quarter, full + 2 * quarter),
	};
}

/** Converts 8-bit RGB, three bytes a pixel, to BT.709 planes of the studio range. */
export function toPlanes(rgb: Uint8Array, { width, height }: { width: number; height: number }): Planes {
	const planes = planesOver(new Uint8Array(frameBytes(width, height)), { width, height });
	for (let y = 0; y < height; y += 2) {
		for (let x = 0; x < width; x += 2) {
			let red = 0;
			let green = 0;
			let blue = 0;
			for (let corner = 0; corner < 4; corner++) {
				const pixel = (y + (corner >> 1)) * width + x + (corner & 1);
				const r = rgb[pixel * 3] ?? 0;
				const g = rgb[pixel * 3 + 1] ?? 0;
				const b = rgb[pixel * 3 + 2] ?? 0;
				planes.luma[pixel] = 16.5 + 0.182586 * r + 0.614231 * g + 0.062007 * b;
				red += r;
				green += g;
				blue += b;
			}
			const half = (y >> 1) * (width >> 1) + (x >> 1);
			planes.blue[half] = 128.5 + (-0.100644 * red - 0.338572 * green + 0.439216 * blue) / 4;
			planes.red[half] = 128.5 + (0.439216 * red - 0.398942 * green - 0.040274 * blue) / 4;
		}
	}
	return planes;
}

/** Converts planes back to 8-bit RGB, three bytes a pixel, for posters. */
export function toRgb(planes: Planes): Uint8ClampedArray {
	const { width, height } = planes;
	const rgb = new Uint8ClampedArray(width * height * 3);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const half = (y >> 1) * (width >> 1) + (x >> 1);
			const luma = 1.164384 * ((planes.luma[y * width + x] ?? 16) - 16);
			const blue = (planes.blue[half] ?? 128) - 128;
			const red = (planes.red[half] ?? 128) - 128;
			const at = (y * width + x) * 3;
			rgb[at] = luma + 1.792741 * red;
			rgb[at + 1] = luma - 0.213249 * blue - 0.532909 * red;
			rgb[at + 2] = luma + 2.112402 * blue;
		}
	}
	return rgb;
}
