import type { JobLine } from './job-row.ts';

/** Lines of a listing that follow each other. The same array as in the listing before where nothing in it has changed. */
export type Stretch = readonly JobLine[];

/** Most jobs of a stretch: what one script of Redis asks of holds up the whole server for a millisecond or two. */
const longest = 500;

/** One id in this many ends a stretch; a power of two. */
const endsOneIn = 512;

/** Remembers what was made of texts for as long as they come again. */
export interface Recall<T> {
	/** A round of one name; what no text of it asked for is forgotten when it ends. */
	begin(name: string): RecallRound<T>;
}

/** One round of {@link Recall}. */
export interface RecallRound<T> {
	/** What was made of this text in the round before, or else is now. */
	recall(text: string, make: () => T): T;
	end(): void;
}

/** Creates a memory of nothing. */
export function createRecall<T>(): Recall<T> {
	const rounds = new Map<string, ReadonlyMap<string, T>>();
	return {
		begin(name) {
			const before = rounds.get(name);
			const made = new Map<string, T>();
			return {
				recall(text, make) {
					const thing = made.get(text) ?? before?.get(text) ?? make();
					made.set(text, thing);
					return thing;
				},
				end: () => void rounds.set(name, made),
			};
		},
	};
}

/**
 * Cuts a line of ids into stretches of at most 500, where ids themselves say so: when the first of a line has started, only
 * its own stretch is another one.
 */
export function cutIds(ids: readonly string[]): string[][] {
	const parts: string[][] = [];
	let part: string[] = [];
	for (const id of ids) {
		part.push(id);
		if (part.length < longest && !isLast(id)) continue;
		parts.push(part);
		part = [];
	}
	if (part.length > 0) parts.push(part);
	return parts;
}

function isLast(id: string): boolean {
	let sum = 0;
	for (let at = 0; at < id.length; at++) sum = (sum * 31 + id.charCodeAt(at)) | 0;
	return (sum & (endsOneIn - 1)) === 0;
}
