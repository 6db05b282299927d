/** What does not fit. No value of JSON is this. */
export const unfit = Symbol('unfit');

/**
 * Reads a value of unknown shape: returns it with only what is known, or {@link unfit}. Never throws.
 *
 * A few functions instead of a schema library: every page loads this before it shows a job.
 */
export type Read<T> = (value: unknown) => T | typeof unfit;

/** A finite number within bounds, both included. */
export function readNumber(least = -Infinity, most = Infinity): Read<number> {
	return (value) =>
		typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most ? value : unfit;
}

/** A whole number from `least` on that a double holds exactly. */
export function readCount(least = 0): Read<number> {
	return (value) => (typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : unfit);
}

/** Text of at most so many characters. */
export function readText(most = Infinity, least = 0): Read<string> {
	return (value) => (typeof value === 'string' && value.length >= least && value.length <= most ? value : unfit);
}

/** One of these words. */
export function readWord<const T extends string>(...words: readonly T[]): Read<T> {
	return (value) => words.find((word) => word === value) ?? unfit;
}

/** A list in which everything fits. */
export function readList<T>(read: Read<T>): Read<T[]> {
	return (value) => {
		if (!Array.isArray(value)) return unfit;
		const list: T[] = [];
		for (const item of value) {
			const fit = read(item);
			if (fit === unfit) return unfit;
			list.push(fit);
		}
		return list;
	};
}

/** A list of these words; others are left out, as from a newer side. */
export function readWords<const T extends string>(...words: readonly T[]): Read<T[]> {
	return (value) => {
		if (!Array.isArray(value)) return unfit;
		return value.flatMap((said) => words.find((word) => word === said) ?? []);
	};
}

/** Anything at all. */
export const readAny: Read<unknown> = (value) => value;

/** It, or `null`. */
export function orNull<T>(read: Read<T>): Read<T | null> {
	return (value) => (value === null ? null : read(value));
}

/** It, or nothing. */
export function orAbsent<T>(read: Read<T>): Read<T | undefined> {
	return (value) => (value === undefined ? undefined : read(value));
}

/** It, or nothing; what does not fit counts as nothing. */
export function orDropped<T>(read: Read<T>): Read<T | undefined> {
	return (value) => {
		const fit = read(value);
		return fit === unfit ? undefined : fit;
	};
}

/** An object with these fields; others are left out. */
export function readObject<T extends object>(fields: { [K in keyof T]-?: Read<T[K]> }): Read<T> {
	const names = Object.keys(fields) as (keyof T & string)[];
	return (value) => {
		if (!isRecord(value)) return unfit;
		const known: Partial<T> = {};
		for (const name of names) {
			const fit = fields[name](value[name]);
			if (fit === unfit) return unfit;
			if (fit !== undefined) known[name] = fit;
		}
		// Each field has been read by its own reader, and those that may be absent allow for it.
		return known as T;
	};
}

/** Whether a value is an object with named fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
