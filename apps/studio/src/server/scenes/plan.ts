import { framesPerSecond, type Height, type SceneRequest } from '../../api.ts';

/** All that the making of one video needs to know. */
export interface ScenePlan extends Pick<SceneRequest, 'move' | 'grade' | 'seconds' | 'height'> {
	/** File of the still. */
	picture: string;
	/** Folder that the three files go to; exists and is empty. */
	folder: string;
}

/** The files that a finished plan leaves in its folder. */
export const sceneFiles = { video: 'video.mp4', poster: 'poster.jpg', thumbnail: 'thumbnail.jpg' } as const;

/** How many frames a scene has. */
export function framesOf({ seconds }: Pick<ScenePlan, 'seconds'>): number {
	return seconds * framesPerSecond;
}

/** The pixels of a scene's video: 960 × 540 or 1920 × 1080. */
export function sizeOf(height: Height): { width: number; height: number } {
	return { width: (height * 16) / 9, height };
}
