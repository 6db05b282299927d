import { methods } from './methods.ts';
import { withoutPauses } from './replay.ts';
import type { Trace } from './trace-file.ts';

/** A run that was as another one up to some point, and went on differently: up to there nobody can tell which of them it is. */
export interface Counterpart {
	/** Like what it goes on: a method's name, or another run's. */
	as: string;
	/** Up to when they are the same. */
	sharedMs: number;
	trace: Trace;
}

/** Points of a run from which counterparts go on, evenly over this part of its time. */
const points = { from: 0.08, to: 0.95, count: 10 };

/** A run with more progress than this is as good as over. */
const mostProgress = 0.98;

/** A counterpart that is so many times as long is no counterpart. */
const mostLonger = 20;

/** More words on progress than this add nothing to a steady pace. */
const mostWords = 240;

/**
 * From each point two sorts: it goes on at a steady pace and ends when one of the other methods says so there (not
 * ComfyUI's, which would be right from the start, and nobody is within 5 % of no error at all); and it
 * goes on as another recorded run did from the same progress, slower or faster by as much as it had been up to there.
 */
export function toCounterparts(run: Trace, others: readonly Trace[]): Counterpart[] {
	const trace = withoutPauses(run);
	const tails = others.filter(({ name }) => name !== run.name).map(withoutPauses);
	return toPoints(trace)
		.flatMap((point) => [...goOnAsTold(trace, point), ...tails.flatMap((tail) => goOnAs(tail, { trace, point }))])
		.filter((counterpart) => counterpart.trace.endedMs < mostLonger * trace.endedMs);
}

/** Numbers of the samples after which counterparts go on. */
function toPoints({ at, progress, endedMs }: Trace): number[] {
	const found = new Set<number>();
	for (let index = 0; index < points.count; index += 1) {
		const ms = endedMs * (points.from + ((points.to - points.from) * index) / points.count);
		const sample = at.findIndex((time) => time >= ms);
		if (sample >= 3 && (progress[sample] ?? 1) < mostProgress) found.add(sample);
	}
	return [...found];
}

function goOnAsTold(trace: Trace, point: number): Counterpart[] {
	const sharedMs = trace.at[point] ?? 0;
	const from = trace.progress[point] ?? 0;
	const usualGapMs = sharedMs / (point + 1);
	return Object.entries(methods).flatMap(([as, create]) => {
		if (as === 'ours' || as === 'comfy') return [];
		const method = create({ earlierMs: trace.earlierMs ?? [] });
		for (const [sample, at] of trace.at.slice(0, point + 1).entries()) method.told(at, trace.progress[sample] ?? 0);
		const leftMs = method.remainingMs(sharedMs) ?? 0;
		if (leftMs < 2 * usualGapMs) return [];
		const words = Math.max(2, Math.min(mostWords, Math.round(leftMs / usualGapMs)));
		const rest = Array.from({ length: words }, (_, word) => (word + 1) / words);
		return {
			as,
			sharedMs,
			trace: join(trace, {
				point,
				at: rest.map((share) => sharedMs + share * leftMs),
				progress: rest.map((share) => from + share * (1 - from)),
				endedMs: sharedMs + leftMs,
			}),
		};
	});
}

function goOnAs(tail: Trace, { trace, point }: { trace: Trace; point: number }): Counterpart[] {
	const sharedMs = trace.at[point] ?? 0;
	const from = trace.progress[point] ?? 0;
	const next = tail.progress.findIndex((progress) => progress > from);
	if (next < 1) return [];
	const [beforeAt = 0, nextAt = 0] = tail.at.slice(next - 1);
	const [before = 0, after = 1] = tail.progress.slice(next - 1);
	const tailMs = beforeAt + ((nextAt - beforeAt) * (from - before)) / (after - before);
	const factor = sharedMs / tailMs;
	return [
		{
			as: tail.name,
			sharedMs,
			trace: join(trace, {
				point,
				at: tail.at.slice(next).map((at) => sharedMs + (at - tailMs) * factor),
				progress: tail.progress.slice(next),
				endedMs: sharedMs + (tail.endedMs - tailMs) * factor,
			}),
		},
	];
}

function join(trace: Trace, rest: { point: number; at: number[]; progress: number[]; endedMs: number }): Trace {
	return {
		...trace,
		at: [...trace.at.slice(0, rest.point + 1), ...rest.at],
		progress: [...trace.progress.slice(0, rest.point + 1), ...rest.progress],
		endedMs: rest.endedMs,
	};
}
