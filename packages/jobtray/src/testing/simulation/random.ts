/** Chance that a seed decides: the same seed, the same numbers. */
export interface Random {
	/** 0 up to 1. */
	next(): number;
	/** A whole number from 0 up to, but without, `below`. */
	below(below: number): number;
	/** Whether something of this likelihood, 0..1, happens. */
	chance(likelihood: number): boolean;
	/** One of them, each as likely; `undefined` of none. */
	pick<T>(items: readonly T[]): T | undefined;
}

/** Creates the chance of a seed, any number. Mulberry32: 32 bits of state are plenty for some thousand draws. */
export function createRandom(seed: number): Random {
	let state = seed | 0;
	function next(): number {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}
	const below = (limit: number) => Math.floor(next() * limit);
	return { next, below, chance: (likelihood) => next() < likelihood, pick: (items) => items[below(items.length)] };
}

/** The seed of one part of what another seed decides: of a step, or of a line of chance that is drawn from apart. */
export function toSubSeed(seed: number, part: number): number {
	let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(part + 1, 0xc2b2ae35);
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
	return (mixed ^ (mixed >>> 13)) | 0;
}
