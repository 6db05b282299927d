import type { Move } from '../../api.ts';

/** What the camera sees of the still, in shares of its width and height: 0 is left or top, 1 right or bottom. */
export interface View {
	left: number;
	top: number;
	/** Share of the width, and of the height: the view keeps the still's shape. */
	size: number;
}

/** How close the camera comes: it sees this share of the still's width. Closer, and an upscaled still looks soft. */
export const closest = 0.72;

/** A pan sees this share throughout, and so has the rest to travel. */
const panSize = 0.8;

/**
 * What the camera sees at a point of the scene.
 *
 * @param at 0 at the first frame, 1 at the last; values outside are taken as the nearer end.
 */
export function viewAt(move: Move, at: number): View {
	const t = ease(Math.min(1, Math.max(0, at)));
	const room = 1 - panSize;
	switch (move) {
		case 'zoom-in':
			return centred(mix(1, closest, t));
		case 'zoom-out':
			return centred(mix(closest, 1, t));
		case 'pan-left':
			return { left: room * (1 - t), top: room / 2, size: panSize };
		case 'pan-right':
			return { left: room * t, top: room / 2, size: panSize };
		case 'pan-up':
			return { left: room / 2, top: room * (1 - t), size: panSize };
		case 'pan-down':
			return { left: room / 2, top: room * t, size: panSize };
		case 'drift': {
			const size = mix(0.9, 0.78, t);
			return { left: (1 - size) * mix(0.2, 0.8, t), top: (1 - size) * mix(0.65, 0.35, t), size };
		}
		case 'still':
			return centred(1);
	}
}

/** Where frame `index` of `frames` is in the scene: 0..1. A scene of one frame is at its start. */
export function positionOf(index: number, frames: number): number {
	return frames > 1 ? index / (frames - 1) : 0;
}

function centred(size: number): View {
	return { left: (1 - size) / 2, top: (1 - size) / 2, size };
}

function mix(from: number, to: number, t: number): number {
	return from + (to - from) * t;
}

/** Starts and stops gently, and is steady in between: half a linear move, half a smooth step. */
function ease(t: number): number {
	return 0.5 * t + 0.5 * t * t * (3 - 2 * t);
}
