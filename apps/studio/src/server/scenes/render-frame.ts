import type { View } from './camera.ts';
import type { LookTables } from './grade.ts';
import type { Planes } from './planes.ts';

/**
 * Draws what the camera sees of the still into a frame, graded.
 *
 * Samples between pixels: a slow move would otherwise jump from whole pixel to whole pixel, which the eye sees as shaking.
 */
export function renderFrame(still: Planes, frame: Planes, { view, tables }: { view: View; tables: LookTables }): void {
	const full = { fromWidth: still.width, fromHeight: still.height, toWidth: frame.width, toHeight: frame.height };
	const half = {
		fromWidth: still.width / 2,
		fromHeight: still.height / 2,
		toWidth: frame.width / 2,
		toHeight: frame.height / 2,
	};
	drawPlane(still.luma, frame.luma, { ...full, view, table: tables.luma });
	drawPlane(still.blue, frame.blue, { ...half, view, table: tables.blue });
	drawPlane(still.red, frame.red, { ...half, view, table: tables.red });
}

interface Drawing {
	fromWidth: number;
	fromHeight: number;
	toWidth: number;
	toHeight: number;
	view: View;
	table: Uint8Array;
}

function drawPlane(from: Uint8Array, to: Uint8Array, drawing: Drawing): void {
	const { fromWidth, toWidth, toHeight, view, table } = drawing;
	const columns = samplePoints(toWidth, { start: view.left, size: view.size, from: fromWidth });
	const rows = samplePoints(toHeight, { start: view.top, size: view.size, from: drawing.fromHeight });
	let out = 0;
	for (let y = 0; y < toHeight; y++) {
		const upper = (rows.first[y] as number) * fromWidth;
		const lower = (rows.second[y] as number) * fromWidth;
		const down = rows.share[y] as number;
		for (let x = 0; x < toWidth; x++) {
			const left = columns.first[x] as number;
			const right = columns.second[x] as number;
			const across = columns.share[x] as number;
			const a = from[upper + left] as number;
			const c = from[lower + left] as number;
			const top = (a << 8) + ((from[upper + right] as number) - a) * across;
			const bottom = (c << 8) + ((from[lower + right] as number) - c) * across;
			to[out++] = table[((top << 8) + (bottom - top) * down + 32_768) >> 16] as number;
		}
	}
}

interface SamplePoints {
	/** The pixel before each point, the one after it, and how far the point is on the way, in 256ths. */
	first: Int32Array;
	second: Int32Array;
	share: Int32Array;
}

function samplePoints(
	count: number,
	{ start, size, from }: { start: number; size: number; from: number },
): SamplePoints {
	const points = { first: new Int32Array(count), second: new Int32Array(count), share: new Int32Array(count) };
	const last = from - 1;
	for (let index = 0; index < count; index++) {
		const at = Math.min(last, Math.max(0, (start + (size * (index + 0.5)) / count) * from - 0.5));
		const first = Math.floor(at);
		points.first[index] = first;
		points.second[index] = Math.min(last, first + 1);
		points.share[index] = Math.round((at - first) * 256);
	}
	return points;
}
