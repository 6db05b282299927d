import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { estimateEnd } from './end.ts';
import { startTrace } from './run-trace.ts';
import { reduceTrace } from './trace.ts';

// Runs of real work, written down by bench/record-traces.ts and bench/record-programs.ts; bench/estimate.ts compares
// them with what others do.
const folder = new URL('./traces/', import.meta.url);
const traces = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file): Recorded => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));

interface Recorded {
	name: string;
	endedMs: number;
	at: number[];
	progress: number[];
	pauses?: [from: number, to: number][];
}

interface Told {
	at: number;
	progress: number;
	/** When the run ends, and when a straight line says so; later by the pauses still to come. */
	etaAt: number | null;
	lineAt: number;
}

function pausedBy({ pauses = [] }: Recorded, at: number): number {
	return pauses.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(at, to) - from), 0);
}

/** What was told at each sample between 5 % and 95 % of the run's own time, which leaves pauses out. */
function replay(recorded: Recorded, expectedMs?: number): { told: Told[]; lengthMs: number } {
	const lengthMs = recorded.endedMs - pausedBy(recorded, recorded.endedMs);
	let trace = startTrace({ startedAt: 0, expectedMs });
	const told: Told[] = [];
	for (const [index, at] of recorded.at.entries()) {
		const progress = recorded.progress[index] ?? 0;
		const pausedMs = pausedBy(recorded, at);
		trace = reduceTrace(trace, { at, progress, pausedMs });
		const activeMs = at - pausedMs;
		if (activeMs < 0.05 * lengthMs || activeMs > 0.95 * lengthMs) continue;
		const end = estimateEnd(trace, at);
		told.push({
			at: activeMs,
			progress,
			etaAt: end === null ? null : end.etaAt - pausedMs,
			lineAt: activeMs / progress,
		});
	}
	return { told, lengthMs };
}

function meanOf(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How far the told ends were off on average, as a share of the run. */
function errorOf(ends: readonly (number | null)[], lengthMs: number): number {
	return meanOf(ends.flatMap((end) => (end === null ? [] : [Math.abs(end - lengthMs) / lengthMs])));
}

/** How far an end moved in all, as a share of the run. */
function movedBy(ends: readonly (number | null)[], lengthMs: number): number {
	let moved = 0;
	for (const [index, end] of ends.entries()) {
		const before = ends[index - 1];
		if (end !== null && before !== null && before !== undefined) moved += Math.abs(end - before) / lengthMs;
	}
	return moved;
}

describe.each(traces)('the recorded run $name', (recorded) => {
	const { told, lengthMs } = replay(recorded);
	const ends = told.map(({ etaAt }) => etaAt);
	const comparable = told.filter(({ etaAt }) => etaAt !== null);
	const line = comparable.map(({ lineAt }) => lineAt);

	test('[ES3] has an end in sight soon', () => {
		expect(comparable.length).toBeGreaterThan(told.length * 0.6);
	});

	test('[ES3] is told about as well as by a straight line or better, and never much worse', () => {
		expect(errorOf(ends, lengthMs)).toBeLessThan(Math.max(0.05, 1.25 * errorOf(line, lengthMs)));
	});

	test('[ES17] is told more calmly than by a straight line', () => {
		expect(movedBy(ends, lengthMs)).toBeLessThan(movedBy(line, lengthMs));
	});

	test('[ES4] is told better from its start where its kind is known', () => {
		const known = replay(recorded, lengthMs).told.map(({ etaAt }) => etaAt);
		expect(known.filter((end) => end !== null).length).toBe(told.length);
		expect(errorOf(known, lengthMs)).toBeLessThan(errorOf(ends, lengthMs) + 0.01);
	});
});

test('[ES17] over all recorded runs, ends are told better and more calmly than by a straight line', () => {
	const runs = traces.map((recorded) => {
		const { told, lengthMs } = replay(recorded);
		const comparable = told.filter(({ etaAt }) => etaAt !== null);
		const line = comparable.map(({ lineAt }) => lineAt);
		const ours = comparable.map(({ etaAt }) => etaAt);
		return {
			error: errorOf(ours, lengthMs) - errorOf(line, lengthMs),
			moved: movedBy(ours, lengthMs) / movedBy(line, lengthMs),
		};
	});
	expect(meanOf(runs.map(({ error }) => error))).toBeLessThan(0);
	expect(meanOf(runs.map(({ moved }) => moved))).toBeLessThan(0.8);
});
