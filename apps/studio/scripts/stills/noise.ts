/** Smooth noise from a seed: the same at each run, so that a redrawn picture is the same picture. */
export interface Noise {
	/** A number 0..1, the next of the seed's row. */
	next(): number;
	/** A number between two others. */
	between(from: number, to: number): number;
	/** A soft line of hills over 0..1: 0..1, rougher with more octaves. */
	ridge(at: number, shape: { waves: number; octaves: number }): number;
}

/** Creates noise from a whole number. */
export function createNoise(seed: number): Noise {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const knots = Float64Array.from({ length: 1_024 }, next);
	const smooth = (at: number) => {
		const knot = Math.floor(at);
		const t = at - knot;
		const from = knots[knot & 1_023] ?? 0;
		const to = knots[(knot + 1) & 1_023] ?? 0;
		return from + (to - from) * t * t * (3 - 2 * t);
	};
	return {
		next,
		between: (from, to) => from + (to - from) * next(),
		ridge(at, { waves, octaves }) {
			let height = 0;
			let share = 0.5;
			let total = 0;
			for (let octave = 0; octave < octaves; octave++) {
				height += share * smooth(at * waves * 2 ** octave + octave * 97);
				total += share;
				share /= 2;
			}
			return height / total;
		},
	};
}
