import { methods } from './estimate/methods.ts';
import type { Score } from './estimate/replay.ts';
import { type Scores, scoreAll, toBest } from './estimate/score-all.ts';
import { readTraces } from './estimate/trace-file.ts';
import type { Report } from './measure/report.ts';

/** As good as the best means no more than this many times its error. */
const tolerance = 1.05;

/**
 * How right our remaining time is, and how calm, against other ways to tell it, on recorded runs of real work.
 *
 * Error: mean distance of the shown from the true remaining time, in % of the run's length. Jitter: by how much the
 * shown end moves, in seconds per minute of run. Both over 361 looks from 5 % to 95 % of the run's time, at those at
 * which every method had something to show. Traces with a star were recorded when the estimates were done.
 */
export async function runEstimateBench(): Promise<Report> {
	const traces = readTraces().sort((a, b) => Number(a.heldOut) - Number(b.heldOut));
	const scored = traces.map((trace) => ({ trace, scores: scoreAll(trace).scores }));
	const all = scored.map(({ scores }) => scores);
	const heldOut = scored.flatMap(({ trace, scores }) => (trace.heldOut ? [scores] : []));
	const known = all.filter((scores) => 'comfy' in scores);
	return {
		rows: [
			...scored.map(({ trace, scores }) => ({
				trace: `${trace.name}${trace.heldOut ? ' *' : ''}`,
				shape: trace.shape,
				s: Math.round(trace.endedMs / 1_000),
				...toColumns(scores),
			})),
			...toMeanRow('mean', all),
			...toMeanRow('mean *', heldOut),
			...toMeanRow('mean of known kinds', known),
		],
		says: [
			`On ${count(all)} of ${all.length} runs our error is the least or within 5 % of it, on ${count(heldOut)} of ${heldOut.length} of those held out.`,
			`Within 5 points of the run's length it is on ${countInPoints(all)} and ${countInPoints(heldOut)}.`,
			`The remaining time we show goes up by ${share(all, 'ours')} % of a run in all, a straight line's by ${share(all, 'linear')} %.`,
		].join(' '),
	};
}

/** On how many runs ours is as good as the best of the others. */
function count(runs: readonly Scores[]): number {
	return runs.filter((scores) => (scores.ours?.error ?? 1) <= toBest(scores).error * tolerance).length;
}

/** On how many it is so if the tolerance is taken in points of the run's length instead. */
function countInPoints(runs: readonly Scores[]): number {
	return runs.filter((scores) => (scores.ours?.error ?? 1) <= toBest(scores).error + tolerance - 1).length;
}

function share(runs: readonly Scores[], name: string): string {
	return (100 * meanOf(runs.flatMap((scores) => scores[name]?.countsUp ?? []))).toFixed(0);
}

/** Methods that do not apply to every run have no mean over them. */
function toMeanRow(trace: string, runs: readonly Scores[]) {
	if (runs.length === 0) return [];
	const means: Scores = {};
	for (const name of Object.keys(methods)) {
		const own = runs.flatMap((scores) => scores[name] ?? []);
		if (own.length < runs.length) continue;
		const mean = (figure: keyof Score) => meanOf(own.map((score) => score[figure]));
		means[name] = { error: mean('error'), jitter: mean('jitter'), countsUp: mean('countsUp'), shown: mean('shown') };
	}
	return [{ trace, shape: '', s: '', ...toColumns(means) }];
}

function toColumns(scores: Scores): Record<string, string | number> {
	const names = Object.keys(methods);
	return Object.fromEntries([
		...names.map((name) => [`${name} %`, toFigure(scores[name]?.error, 100)]),
		...names.map((name) => [`${name} s/min`, toFigure(scores[name]?.jitter, 1)]),
	]);
}

function toFigure(value: number | undefined, unit: number): string | number {
	return value === undefined ? '' : Math.round(value * unit * 10) / 10;
}

function meanOf(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
