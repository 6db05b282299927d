import { estimateEnd, reduceTrace, startTrace, toExpectedMs } from '../../packages/jobtray/src/estimate/index.ts';
import { toRemaining } from '../../packages/jobtray/src/react/labels/to-remaining.ts';
import { createSaid, type Estimate } from '../../packages/jobtray/src/react/panel/create-said.ts';
import type { Trace } from './trace-file.ts';

/** All runs are stretched to this length: in short ones there is only "less than a minute" to say. */
const lengthMs = 20 * 60_000;

/** The tray speaks once a second at most. */
const stepMs = 1_000;

/** How the words on the remaining time go: how often they change, and how often to more than was said before. */
export interface Saying {
	changes: number;
	ups: number;
}

/** What a row says of a stretched run, with and without staying at what it has said. */
export function countSayings(trace: Trace): { steady: Saying; fresh: Saying } {
	const estimates = toEstimates(trace);
	return { steady: count(estimates.map(createSaid())), fresh: count(estimates) };
}

function toEstimates({ endedMs, at, progress, pauses = [], earlierMs = [] }: Trace): Estimate[] {
	const toActive = (time: number) =>
		pauses.reduce((active, [from, to]) => active - Math.max(0, Math.min(time, to) - from), time);
	const stretch = lengthMs / toActive(endedMs);
	const expectedMs = toExpectedMs({ perRunMs: earlierMs.map((ms) => ms * stretch), perUnitMs: [] });
	let trace = startTrace({ startedAt: 0, expectedMs });
	let next = 0;
	return Array.from({ length: lengthMs / stepMs }, (_, step) => step * stepMs).flatMap((now) => {
		for (let time = at[next]; time !== undefined && toActive(time) * stretch <= now; time = at[++next])
			trace = reduceTrace(trace, { at: toActive(time) * stretch, progress: progress[next] ?? 0 });
		const end = estimateEnd(trace, now);
		return end === null ? [] : [{ at: end.etaAt, spreadMs: end.spreadMs, now }];
	});
}

function count(estimates: readonly Estimate[]): Saying {
	let said: { words: string; ms: number } | null = null;
	const saying = { changes: 0, ups: 0 };
	for (const estimate of estimates) {
		const remaining = toRemaining(estimate);
		const ms = 'ms' in remaining ? remaining.ms : 'toMs' in remaining ? (remaining.fromMs + remaining.toMs) / 2 : 0;
		const words = JSON.stringify(remaining);
		if (said !== null && said.words !== words) {
			saying.changes += 1;
			if (ms > said.ms) saying.ups += 1;
		}
		said = { words, ms };
	}
	return saying;
}
