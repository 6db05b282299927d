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

/** What was to be seen at one look. */
interface Told {
	/** When the run should end, pauses left out; `null` where nothing was said. */
	endMs: number | null;
	/** When a straight line says so. */
	lineMs: number;
}

const looks = 181;

/** By how much more than a straight line we may be off where we are known to be. */
const toldWorse: Record<string, number> = {
	// It reads a lot within moments and then works for half a minute: that is taken for standing still.
	zstd: 2,
};

function pausedBy({ pauses = [] }: Recorded, at: number): number {
	return pauses.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(at, to) - from), 0);
}

/** What was to be seen between 5 % and 95 % of the run's own time, which leaves pauses out. */
function replay(recorded: Recorded, expectedMs?: number): { told: Told[]; lengthMs: number } {
	const lengthMs = recorded.endedMs - pausedBy(recorded, recorded.endedMs);
	const samples = recorded.at.map((at, index) => ({
		at: at - pausedBy(recorded, at),
		progress: recorded.progress[index] ?? 0,
	}));
	let trace = startTrace({ startedAt: 0, expectedMs });
	let next = 0;
	const told = Array.from({ length: looks }, (_, look): Told => {
		const now = lengthMs * (0.05 + (0.9 * look) / (looks - 1));
		for (let sample = samples[next]; sample !== undefined && sample.at <= now; sample = samples[++next])
			trace = reduceTrace(trace, sample);
		return { endMs: estimateEnd(trace, now)?.etaAt ?? null, lineMs: now / trace.progress };
	});
	return { told, lengthMs };
}

/** One that said nothing for most of its time gives nobody anything to go by. */
function isMostlySilent({ at, endedMs }: Recorded): boolean {
	return at.some((time, index) => (at[index + 1] ?? endedMs) - time > endedMs / 2);
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
	const { name } = recorded;
	const { told, lengthMs } = replay(recorded);
	const ends = told.map(({ endMs }) => endMs);
	const comparable = told.filter(({ endMs }) => endMs !== null);
	const line = comparable.map(({ lineMs }) => lineMs);

	test('[ES3] is told about as well as by a straight line or better, and never much worse', () => {
		expect(errorOf(ends, lengthMs)).toBeLessThan(Math.max(0.05, (toldWorse[name] ?? 1.2) * errorOf(line, lengthMs)));
	});

	test('[ES17] is told about as calmly as by a straight line, a change of pace apart', () => {
		const changeOfPace = 1;
		expect(movedBy(ends, lengthMs)).toBeLessThan(1.1 * movedBy(line, lengthMs) + changeOfPace);
	});
});

describe.each(traces.filter((recorded) => !isMostlySilent(recorded)))('the recorded run $name', (recorded) => {
	const { told, lengthMs } = replay(recorded);
	const ends = told.map(({ endMs }) => endMs);

	test('[ES3] has an end in sight soon', () => {
		expect(ends.filter((end) => end !== null).length).toBeGreaterThan(told.length * 0.6);
	});

	test('[ES4] is told better from its start where its kind is known', () => {
		const known = replay(recorded, lengthMs).told.map(({ endMs }) => endMs);
		expect(known.filter((end) => end !== null).length).toBe(told.length);
		expect(errorOf(known, lengthMs)).toBeLessThan(errorOf(ends, lengthMs) + 0.01);
	});
});

test('[ES17] over all recorded runs, ends are told better and more calmly than by a straight line', () => {
	const runs = traces.map((recorded) => {
		const { told, lengthMs } = replay(recorded);
		const comparable = told.filter(({ endMs }) => endMs !== null);
		const line = comparable.map(({ lineMs }) => lineMs);
		const ours = comparable.map(({ endMs }) => endMs);
		return {
			error: errorOf(ours, lengthMs) - errorOf(line, lengthMs),
			moved: movedBy(ours, lengthMs) / movedBy(line, lengthMs),
		};
	});
	expect(meanOf(runs.map(({ error }) => error))).toBeLessThan(-0.03);
	expect(meanOf(runs.map(({ moved }) => moved))).toBeLessThan(0.7);
});
