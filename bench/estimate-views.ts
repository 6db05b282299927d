import { type Method, methods } from './estimate/methods.ts';
import { replay, toScore } from './estimate/replay.ts';
import { readTraces, type Trace } from './estimate/trace-file.ts';
import { viewMethods, viewNames } from './estimate/views.ts';
import type { Report } from './measure/report.ts';

/**
 * What could be had at all: our error beside those of simple views of a run, of a mix that judges them as the run goes
 * on, and of whoever knew beforehand which of the views suits this run best (`oracle`), in % of the run's length.
 */
export async function runEstimateViewsBench(): Promise<Report> {
	const traces = readTraces().sort((a, b) => Number(a.heldOut) - Number(b.heldOut));
	const scored = traces.map((trace) => ({ trace, errors: scoreAll(trace) }));
	const all = scored.map(({ errors }) => errors);
	const near = all.filter(({ ours = 0, oracle = 0 }) => ours <= 1.1 * oracle).length;
	return {
		rows: [
			...scored.map(({ trace, errors }) => ({
				trace: `${trace.name}${trace.heldOut ? ' *' : ''}`,
				shape: trace.shape,
				...toColumns(errors),
			})),
			{ trace: 'mean', shape: '', ...toColumns(toMeans(all)) },
		],
		says: `On ${near} of ${all.length} runs our error is the oracle's or at most a tenth more.`,
	};
}

function scoreAll(trace: Trace): Record<string, number> {
	const { ours } = methods;
	// Of a kind never seen: the views are about the run itself.
	const all: Record<string, Method> = ours === undefined ? {} : { ours: ours({ earlierMs: [] }) };
	for (const [name, create] of Object.entries(viewMethods)) all[name] = create();
	const seen = replay(trace, all);
	const names = Object.keys(all);
	const common = seen.trueMs.map((_, look) => names.every((name) => seen.shownMs[name]?.[look] !== null));
	const errors = Object.fromEntries(names.map((name) => [name, toScore(seen, { name, common }).error]));
	return { ...errors, oracle: Math.min(...viewNames.map((name) => errors[name] ?? Number.POSITIVE_INFINITY)) };
}

function toMeans(all: readonly Record<string, number>[]): Record<string, number> {
	const names = Object.keys(all[0] ?? {});
	return Object.fromEntries(
		names.map((name) => [name, all.reduce((sum, errors) => sum + (errors[name] ?? 0), 0) / all.length]),
	);
}

function toColumns(errors: Record<string, number>): Record<string, number> {
	return Object.fromEntries(
		Object.entries(errors).map(([name, error]) => [`${name} %`, Math.round(error * 1_000) / 10]),
	);
}
