import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { estimateEnd, reduceTrace, startTrace } from '../../estimate/index.ts';
import { toRemaining } from '../labels/to-remaining.ts';
import { createSaid, type Estimate } from './create-said.ts';

interface Recorded {
	endedMs: number;
	at: number[];
	progress: number[];
}

const folder = new URL('../../estimate/traces/', import.meta.url);
const traces = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file): Recorded => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));

/** All runs are stretched to this length: in short ones there is only "less than a minute" to say. */
const lengthMs = 20 * 60_000;

/** What is estimated of a stretched run, once a second. */
function toEstimates({ endedMs, at, progress }: Recorded): Estimate[] {
	const stretch = lengthMs / endedMs;
	let trace = startTrace({ startedAt: 0 });
	let next = 0;
	return Array.from({ length: lengthMs / 1_000 }, (_, second) => second * 1_000).flatMap((now) => {
		for (let time = at[next]; time !== undefined && time * stretch <= now; time = at[++next])
			trace = reduceTrace(trace, { at: time * stretch, progress: progress[next] ?? 0 });
		const end = estimateEnd(trace, now);
		return end === null ? [] : [{ at: end.etaAt, spreadMs: end.spreadMs, now }];
	});
}

/** How often the words change, and how often to more than was said before. */
function countChanges(estimates: readonly Estimate[]): { changes: number; ups: number } {
	const counted = { changes: 0, ups: 0 };
	let last: { words: string; ms: number } | null = null;
	for (const estimate of estimates) {
		const remaining = toRemaining(estimate);
		const ms = 'ms' in remaining ? remaining.ms : 'toMs' in remaining ? (remaining.fromMs + remaining.toMs) / 2 : 0;
		const words = JSON.stringify(remaining);
		if (last !== null && last.words !== words) counted.changes += 1;
		if (last !== null && last.words !== words && ms > last.ms) counted.ups += 1;
		last = { words, ms };
	}
	return counted;
}

it('[PN31] makes the words of recorded runs change a third less often, and go up half as often', () => {
	const all = traces.map(toEstimates);
	const sum = (counts: { changes: number; ups: number }[], of: 'changes' | 'ups') =>
		counts.reduce((total, count) => total + count[of], 0);
	const fresh = all.map(countChanges);
	const said = all.map((estimates) => countChanges(estimates.map(createSaid())));
	expect(sum(said, 'changes')).toBeLessThan(sum(fresh, 'changes') * 0.67);
	expect(sum(said, 'ups')).toBeLessThan(sum(fresh, 'ups') * 0.5);
});
