import type { Sound } from './sound.ts';
import { strike, type Tone } from './strike.ts';

/** A sound of tones, all of them softened above `softenedAt` Hz. */
function toSound(softenedAt: number, tones: readonly Tone[]): Sound {
	return (context, out, at) => strike({ context, out, at }, { tones, softenedAt });
}

/** The overtones of something that is struck: each a multiple of its pitch, with its share of level and decay. */
type Overtones = readonly (readonly [multiple: number, level: number, decay: number])[];

function hit(overtones: Overtones, tone: Tone): Tone[] {
	return overtones.map(([multiple, level, decay]) => ({
		...tone,
		pitch: tone.pitch * multiple,
		level: tone.level * level,
		decayS: tone.decayS * decay,
	}));
}

const soft: Overtones = [
	[1, 1, 1],
	[2, 0.2, 0.6],
	[3, 0.06, 0.35],
];

/** A bar tuned as that of a marimba: two octaves, then three and a third. */
const wooden: Overtones = [
	[1, 1, 1],
	[4, 0.22, 0.3],
	[9.9, 0.05, 0.12],
];

/** The second is a hair off the first: they beat, slowly. */
const bronze: Overtones = [
	[0.5, 0.25, 1],
	[1, 0.7, 0.95],
	[1.003, 0.35, 0.95],
	[2, 0.3, 0.6],
	[2.99, 0.12, 0.4],
	[4.17, 0.07, 0.25],
];

const glassy: Overtones = [
	[1, 1, 1],
	[2.32, 0.16, 0.5],
	[4.25, 0.05, 0.25],
];

/** Enough above its pitch to be heard from small speakers, which have no bass. */
const reedy: Overtones = [
	[1, 1, 1],
	[2, 0.4, 0.7],
	[3, 0.2, 0.5],
];

const board: Overtones = [
	[1, 0.8, 1],
	[1.59, 0.5, 0.8],
	[2.65, 0.35, 0.5],
];

/**
 * The sounds that come with us. Their levels make them about equally loud, and leave room below full scale.
 * Notes in Hz are of the equal temperament with A4 = 440.
 */
export const builtInSounds = {
	/** G5, C6: a fourth up. */
	chime: toSound(5_000, [
		...hit(soft, { pitch: 783.99, level: 0.3, decayS: 1.1 }),
		...hit(soft, { pitch: 1046.5, level: 0.3, decayS: 1.25, afterS: 0.12 }),
	]),
	/** Two small stones: A5, D6. */
	pebble: toSound(4_000, [
		{ pitch: 1_180, level: 0.42, decayS: 0.26, attackS: 0.004, glide: { to: 880, overS: 0.03 } },
		{ pitch: 1_560, level: 0.36, decayS: 0.3, attackS: 0.004, glide: { to: 1174.66, overS: 0.03 }, afterS: 0.1 },
	]),
	/** C5, E5, G5: a major chord, one bar after the other. */
	marimba: toSound(6_000, [
		...hit(wooden, { pitch: 523.25, level: 0.34, decayS: 0.7, attackS: 0.004 }),
		...hit(wooden, { pitch: 659.26, level: 0.3, decayS: 0.7, attackS: 0.004, afterS: 0.1 }),
		...hit(wooden, { pitch: 783.99, level: 0.32, decayS: 0.85, attackS: 0.004, afterS: 0.2 }),
	]),
	/** E5, struck once. */
	bell: toSound(5_000, hit(bronze, { pitch: 659.26, level: 0.32, decayS: 1.4 })),
	/** Two drops into water: their pitch goes up. */
	drop: toSound(4_000, [
		{ pitch: 520, level: 0.46, decayS: 0.26, glide: { to: 1_150, overS: 0.11 } },
		{ pitch: 640, level: 0.38, decayS: 0.3, glide: { to: 1_480, overS: 0.12 }, afterS: 0.15 },
	]),
	/** G6, D7: glasses that touch. */
	glass: toSound(7_000, [
		...hit(glassy, { pitch: 1567.98, level: 0.23, decayS: 1 }),
		...hit(glassy, { pitch: 2349.32, level: 0.15, decayS: 1.1, afterS: 0.07 }),
	]),
	/** E4, C4: a third down. */
	low: toSound(1_600, [
		...hit(reedy, { pitch: 329.63, level: 0.38, decayS: 0.7, attackS: 0.012, shape: 'triangle' }),
		...hit(reedy, { pitch: 261.63, level: 0.45, decayS: 1, attackS: 0.012, shape: 'triangle', afterS: 0.2 }),
	]),
	/** Twice on a wooden door. */
	knock: toSound(1_800, [
		...hit(board, { pitch: 290, level: 0.42, decayS: 0.24, attackS: 0.004 }),
		...hit(board, { pitch: 260, level: 0.46, decayS: 0.28, attackS: 0.004, afterS: 0.17 }),
	]),
} as const satisfies Record<string, Sound>;
