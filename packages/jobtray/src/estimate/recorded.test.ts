import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { estimateEnd } from './end.ts';
import { reduceTrace, startTrace } from './trace.ts';

// Real scenes of the sample platform, written down by bench/record-traces.ts.
const folder = new URL('./traces/', import.meta.url);
const traces = readdirSync(folder).map((file): Recorded => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));

interface Recorded {
	name: string;
	endedMs: number;
	samples: [atMs: number, progress: number][];
}

/** How far off the told end was, as a share of the run's length, for each sample between 5 % and 95 % that had one. */
function replay({ endedMs, samples }: Recorded, expectedMs?: number): number[] {
	let trace = startTrace({ startedAt: 0, ...(expectedMs === undefined ? {} : { expectedMs }) });
	const errors: number[] = [];
	for (const [at, progress] of samples) {
		trace = reduceTrace(trace, { at, progress });
		const end = estimateEnd(trace, at);
		if (end !== null && progress > 0.05 && progress < 0.95) errors.push(Math.abs(end.etaAt - endedMs) / endedMs);
	}
	return errors;
}

/** The same for what everybody tries first: as long again for each share as the shares before took. */
function followLine({ endedMs, samples }: Recorded): number[] {
	return samples
		.filter(([, progress]) => progress > 0.05 && progress < 0.95)
		.map(([at, progress]) => Math.abs(at / progress - endedMs) / endedMs);
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe.each(traces)('the recorded run $name', (recorded) => {
	test('[ES3] has an end in sight soon, and it is right within 5 % of the run, or closer than a straight line is', () => {
		const errors = replay(recorded);
		expect(errors.length).toBeGreaterThan(recorded.samples.length / 3);
		expect(mean(errors)).toBeLessThan(Math.max(0.05, mean(followLine(recorded))));
	});

	test('[ES4] is told better from its start where its kind is known', () => {
		const known = replay(recorded, recorded.endedMs);
		expect(known.length).toBeGreaterThanOrEqual(replay(recorded).length);
		expect(mean(known)).toBeLessThan(mean(replay(recorded)) + 0.01);
	});
});
