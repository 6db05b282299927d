import type { Method } from './methods.ts';
import type { Trace } from './trace-file.ts';

/** How a method did on one trace. Shares are of the run's length, pauses left out. */
export interface Score {
	/** Mean distance between the shown and the true remaining time. */
	error: number;
	/** By how much the shown end moves in all, in seconds per minute of run. */
	jitter: number;
	/** By how much the shown remaining time goes up in all. */
	countsUp: number;
	/** Share of the looks at which there was something to see. */
	shown: number;
}

/** Looks are taken from 5 % to 95 % of the run's time, every 0.25 %. */
export const looks = { from: 0.05, to: 0.95, count: 361 };

/** What methods show at each look, and what would have been true. */
export interface Replay {
	trueMs: number[];
	shownMs: Record<string, (number | null)[]>;
	lengthMs: number;
}

/** Replays a trace for several methods at once, so that all see the same at the same time. */
export function replay(trace: Trace, methods: Record<string, Method>): Replay {
	const lengthMs = toActiveMs(trace, trace.endedMs);
	const samples = trace.at.map((at, index) => ({ at: toActiveMs(trace, at), progress: trace.progress[index] ?? 0 }));
	const result: Replay = {
		trueMs: [],
		shownMs: Object.fromEntries(Object.keys(methods).map((name) => [name, []])),
		lengthMs,
	};
	let next = 0;
	for (let look = 0; look < looks.count; look += 1) {
		const now = lengthMs * (looks.from + ((looks.to - looks.from) * look) / (looks.count - 1));
		for (let sample = samples[next]; sample !== undefined && sample.at <= now; sample = samples[++next])
			for (const method of Object.values(methods)) method.told(sample.at, sample.progress);
		result.trueMs.push(lengthMs - now);
		for (const [name, method] of Object.entries(methods)) result.shownMs[name]?.push(method.remainingMs(now));
	}
	return result;
}

/** Scores one method over the looks at which all of those compared showed something. */
export function toScore(
	{ trueMs, shownMs, lengthMs }: Replay,
	{ name, common }: { name: string; common: readonly boolean[] },
): Score {
	const own = shownMs[name] ?? [];
	const stepMs = stepOf(lengthMs);
	let off = 0;
	let count = 0;
	let moved = 0;
	let up = 0;
	for (const [look, shown] of own.entries()) {
		if (shown === null || !common[look]) continue;
		off += Math.abs(shown - (trueMs[look] ?? 0));
		count += 1;
		const before = own[look - 1];
		if (before === null || before === undefined || !common[look - 1]) continue;
		moved += Math.abs(shown + stepMs - before);
		up += Math.max(0, shown - before);
	}
	return {
		error: off / count / lengthMs,
		jitter: (moved / (count * stepMs)) * 60,
		countsUp: up / lengthMs,
		shown: own.filter((shown) => shown !== null).length / own.length,
	};
}

/** Time between two looks at a run of this length. */
export function stepOf(lengthMs: number): number {
	return ((looks.to - looks.from) * lengthMs) / (looks.count - 1);
}

/** The same run as if it had never been paused. */
export function withoutPauses(trace: Trace): Trace {
	const { pauses: _, ...rest } = trace;
	return {
		...rest,
		at: trace.at.map((at) => toActiveMs(trace, at)),
		endedMs: toActiveMs(trace, trace.endedMs),
	};
}

function toActiveMs({ pauses = [] }: Trace, at: number): number {
	return pauses.reduce((active, [from, to]) => active - Math.max(0, Math.min(at, to) - from), at);
}
