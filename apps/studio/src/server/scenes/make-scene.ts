import { join } from 'node:path';
import sharp from 'sharp';
import { framesPerSecond } from '../../api.ts';
import { positionOf, viewAt } from './camera.ts';
import type { OpenEncoder } from './encoder.ts';
import { lookAt, toLookTables } from './grade.ts';
import { framesOf, type ScenePlan, sceneFiles, sizeOf } from './plan.ts';
import { frameBytes, type Planes, planesOver, toRgb } from './planes.ts';
import { readStill } from './read-still.ts';
import { renderFrame } from './render-frame.ts';

/** Where the making of a scene has got to. */
export type ScenePoint = { type: 'read' } | { type: 'encoded'; frames: number } | { type: 'writing' };

export interface MakeSceneOptions {
	openEncoder: OpenEncoder;
	/** Hears how far it is. */
	onPoint(point: ScenePoint): void;
	/** Asked before each frame; resolves when it may be drawn, with `stop` where it may not. */
	mayDraw(): Promise<'draw' | 'stop'>;
}

/**
 * Makes a scene's video, poster and thumbnail, frame by frame, in the plan's folder.
 *
 * @returns `stopped` where `mayDraw` said so; the folder then holds a part of a video.
 */
export async function makeScene(plan: ScenePlan, options: MakeSceneOptions): Promise<'done' | 'stopped'> {
	const size = sizeOf(plan.height);
	const frames = framesOf(plan);
	const still = await readStill(plan.picture, size);
	options.onPoint({ type: 'read' });
	const bytes = new Uint8Array(frameBytes(size.width, size.height));
	const frame = planesOver(bytes, size);
	const encoder = await options.openEncoder(join(plan.folder, sceneFiles.video), { ...size, frames, framesPerSecond });
	try {
		for (let index = 0; index < frames; index++) {
			if ((await options.mayDraw()) === 'stop') return 'stopped';
			const at = positionOf(index, frames);
			renderFrame(still, frame, { view: viewAt(plan.move, at), tables: toLookTables(lookAt(plan.grade, at)) });
			if (index === 0) await writePoster(frame, plan.folder);
			await encoder.add(bytes);
			options.onPoint({ type: 'encoded', frames: index + 1 });
		}
		options.onPoint({ type: 'writing' });
		await encoder.finish();
		return 'done';
	} finally {
		await encoder.abandon();
	}
}

/** The first frame as a picture, so that nothing jumps when the video begins to play. */
async function writePoster(frame: Planes, folder: string): Promise<void> {
	const { width, height } = frame;
	const poster = sharp(toRgb(frame), { raw: { width, height, channels: 3 } });
	await poster.clone().jpeg({ quality: 86, mozjpeg: false }).toFile(join(folder, sceneFiles.poster));
	await poster.clone().resize({ width: 320 }).jpeg({ quality: 80 }).toFile(join(folder, sceneFiles.thumbnail));
}
