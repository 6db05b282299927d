import { type Method, methods } from './methods.ts';
import { replay, type Score, stepOf, toScore } from './replay.ts';
import type { Trace } from './trace-file.ts';

/** Every method's score, by its name; without those that have nothing to say of the run. */
export type Scores = Record<string, Score>;

/** How every method did on a run, over the looks at which all of them had something to show. */
export interface Outcome {
	scores: Scores;
	/** Length of the run, pauses left out. */
	lengthMs: number;
	/** The first of those looks, and for how long they are in all. */
	fromMs: number;
	seenMs: number;
}

/** Replays a run for every method. */
export function scoreAll(trace: Trace): Outcome {
	const facts = { earlierMs: trace.earlierMs ?? [] };
	const all: Record<string, Method> = {};
	for (const [name, create] of Object.entries(methods)) all[name] = create(facts);
	const seen = replay(trace, all);
	const told = Object.keys(all).filter((name) => seen.shownMs[name]?.some((shown) => shown !== null));
	const common = seen.trueMs.map((_, look) => told.every((name) => seen.shownMs[name]?.[look] !== null));
	const { lengthMs } = seen;
	return {
		scores: Object.fromEntries(told.map((name) => [name, toScore(seen, { name, common })])),
		lengthMs,
		fromMs: lengthMs - (seen.trueMs[common.indexOf(true)] ?? 0),
		seenMs: common.filter(Boolean).length * stepOf(lengthMs),
	};
}

/** The best of the others by error. */
export function toBest({ ours, ...others }: Scores): { name: string; error: number } {
	let best = { name: '', error: Number.POSITIVE_INFINITY };
	for (const [name, { error }] of Object.entries(others)) if (error < best.error) best = { name, error };
	return best;
}
