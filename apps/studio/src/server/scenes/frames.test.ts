import { describe, expect, it } from 'vitest';
import { grades, moves } from '../../api.ts';
import { closest, positionOf, viewAt } from './camera.ts';
import { lookAt, toLookTables } from './grade.ts';
import { framesOf, sizeOf } from './plan.ts';
import { frameBytes, planesOver, toPlanes, toRgb } from './planes.ts';
import { renderFrame } from './render-frame.ts';

describe('the camera', () => {
	it.each(moves)('never looks beside the still: %s', (move) => {
		for (let at = 0; at <= 1; at += 0.05) {
			const { left, top, size } = viewAt(move, at);
			expect(size).toBeGreaterThanOrEqual(closest);
			expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
			expect(Math.max(left, top) + size).toBeLessThanOrEqual(1 + 1e-9);
		}
	});

	it('moves the way its move is called', () => {
		const travel = (move: (typeof moves)[number]) => [viewAt(move, 0), viewAt(move, 1)] as const;
		expect(travel('zoom-in').map(({ size }) => size)).toEqual([1, closest]);
		expect(travel('zoom-out').map(({ size }) => size)).toEqual([closest, 1]);
		for (const [move, edge, grows] of [
			['pan-left', 'left', false],
			['pan-right', 'left', true],
			['pan-up', 'top', false],
			['pan-down', 'top', true],
		] as const) {
			const [first, last] = travel(move);
			expect(last[edge] > first[edge]).toBe(grows);
		}
	});

	it('is at the start in the first frame and at the end in the last', () => {
		expect([positionOf(0, 96), positionOf(95, 96), positionOf(0, 1)]).toEqual([0, 1, 0]);
	});
});

describe('a grade', () => {
	it.each(grades)('stays within the range of video: %s', (grade) => {
		for (const at of [0, 0.5, 1]) {
			const { luma, blue, red } = toLookTables(lookAt(grade, at));
			expect(Math.min(...luma, ...blue, ...red)).toBeGreaterThanOrEqual(16);
			expect(Math.max(...luma)).toBeLessThanOrEqual(235);
			expect(Math.max(...blue, ...red)).toBeLessThanOrEqual(240);
		}
	});

	it('of none changes nothing, and noir takes all colour', () => {
		expect(toLookTables(lookAt('none', 0)).luma.slice(16, 236)).toEqual(
			Uint8Array.from({ length: 220 }, (_, i) => i + 16),
		);
		expect(new Set(toLookTables(lookAt('noir', 0)).blue)).toEqual(new Set([128]));
	});
});

describe('a frame', () => {
	const size = { width: 8, height: 4 };
	const rgb = Uint8Array.from({ length: 8 * 4 * 3 }, (_, index) => [200, 120, 40][index % 3] ?? 0);
	const tables = toLookTables(lookAt('none', 0));

	it('keeps its colours through the planes of video', () => {
		for (const [index, value] of toRgb(toPlanes(rgb, size)).entries()) {
			expect(Math.abs(value - (rgb[index] ?? 0))).toBeLessThanOrEqual(2);
		}
	});

	it('of the whole still at its own size is the still', () => {
		const still = planesOver(
			Uint8Array.from({ length: frameBytes(8, 4) }, (_, index) => 20 + index * 3),
			size,
		);
		const frame = planesOver(new Uint8Array(frameBytes(8, 4)), size);
		renderFrame(still, frame, { view: { left: 0, top: 0, size: 1 }, tables });
		expect(frame).toEqual(still);
	});

	it('moves by less than a pixel when the camera does', () => {
		const still = planesOver(new Uint8Array(frameBytes(8, 4)).fill(128), size);
		still.luma.set(Uint8Array.from({ length: 32 }, (_, index) => 20 + (index % 8) * 20));
		const frame = planesOver(new Uint8Array(frameBytes(8, 4)), size);
		renderFrame(still, frame, { view: { left: 0.5 / 8, top: 0, size: 1 }, tables });
		expect([...frame.luma.slice(0, 4)]).toEqual([30, 50, 70, 90]);
	});

	it('comes 24 times a second, in the two sizes', () => {
		expect(framesOf({ seconds: 600 })).toBe(14_400);
		expect([sizeOf(540), sizeOf(1080)]).toEqual([
			{ width: 960, height: 540 },
			{ width: 1920, height: 1080 },
		]);
	});
});
