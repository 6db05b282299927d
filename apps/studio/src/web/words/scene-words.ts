import type { Grade, Height, Move, VariantCount } from '../../api.ts';

/** What the camera's moves are called. */
export const moveNames: Readonly<Record<Move, string>> = {
	'zoom-in': 'Zoom in',
	'zoom-out': 'Zoom out',
	'pan-left': 'Pan left',
	'pan-right': 'Pan right',
	'pan-up': 'Pan up',
	'pan-down': 'Pan down',
	drift: 'Drift',
	still: 'Hold still',
};

/** What the grades are called. */
export const gradeNames: Readonly<Record<Grade, string>> = {
	none: 'As it is',
	warm: 'Warm',
	cool: 'Cool',
	noir: 'Noir',
	vivid: 'Vivid',
	faded: 'Faded',
	'day-to-night': 'Day to night',
};

/** What the sizes are called. */
export const heightNames: Readonly<Record<Height, string>> = { 540: '540p', 1080: '1080p' };

/** What the numbers of variants are called. */
export const variantNames: Readonly<Record<VariantCount, string>> = { 1: 'One', 3: '3 variants' };
