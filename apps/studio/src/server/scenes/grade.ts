import type { Grade } from '../../api.ts';

/** A look, as what it does to brightness and to the two colour differences of video. */
export interface Look {
	/** Times the distance from mid grey; 1 leaves it. */
	contrast: number;
	/** Added to brightness; 0 leaves it, 255 is the whole range. */
	brightness: number;
	/** Times the colour; 0 is black and white. */
	saturation: number;
	/** Added to the blue difference; negative is yellow. */
	blue: number;
	/** Added to the red difference; negative is green. */
	red: number;
}

const plain: Look = { contrast: 1, brightness: 0, saturation: 1, blue: 0, red: 0 };

const looks: Record<Exclude<Grade, 'day-to-night'>, Look> = {
	none: plain,
	warm: { contrast: 1.03, brightness: 3, saturation: 1.08, blue: -10, red: 8 },
	cool: { contrast: 1.03, brightness: -2, saturation: 0.94, blue: 10, red: -8 },
	noir: { contrast: 1.28, brightness: -10, saturation: 0, blue: 0, red: 0 },
	vivid: { contrast: 1.1, brightness: 2, saturation: 1.4, blue: 0, red: 0 },
	faded: { contrast: 0.78, brightness: 14, saturation: 0.7, blue: -3, red: 3 },
};

const night: Look = { contrast: 0.8, brightness: -62, saturation: 0.55, blue: 16, red: -9 };

/** The look of a grade at a point of the scene, 0..1. Only `day-to-night` changes on the way. */
export function lookAt(grade: Grade, at: number): Look {
	if (grade !== 'day-to-night') return looks[grade];
	const mix = (from: number, to: number) => from + (to - from) * at;
	return {
		contrast: mix(plain.contrast, night.contrast),
		brightness: mix(plain.brightness, night.brightness),
		saturation: mix(plain.saturation, night.saturation),
		blue: mix(plain.blue, night.blue),
		red: mix(plain.red, night.red),
	};
}

/** A look as three tables, one step a sample. */
export interface LookTables {
	luma: Uint8Array;
	blue: Uint8Array;
	red: Uint8Array;
}

/** Turns a look into tables for studio-range video (brightness 16..235, colour 16..240). */
export function toLookTables(look: Look): LookTables {
	const middle = 125.5;
	return {
		luma: table((value) => (value - middle) * look.contrast + middle + look.brightness, 235),
		blue: table((value) => (value - 128) * look.saturation + 128 + look.blue, 240),
		red: table((value) => (value - 128) * look.saturation + 128 + look.red, 240),
	};
}

function table(toValue: (value: number) => number, most: number): Uint8Array {
	return Uint8Array.from({ length: 256 }, (_, value) => Math.min(most, Math.max(16, Math.round(toValue(value)))));
}
