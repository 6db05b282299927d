import { type Counterpart, toCounterparts } from './estimate/counterparts.ts';
import { type Future, toLeastWorst } from './estimate/least-worst.ts';
import { looks } from './estimate/replay.ts';
import { type Outcome, scoreAll, toBest } from './estimate/score-all.ts';
import { readTraces, type Trace } from './estimate/trace-file.ts';
import type { Report } from './measure/report.ts';

/** As in bench/estimate.ts. */
const tolerance = 1.05;

/** What integrals over slices of time, in place of looks, may be off by: what proves less proves nothing. */
const margin = 0.02;

/** How much more a run may weigh than its counterparts when it is asked what keeping to the tolerance on it costs on them. */
const severities = [1, 2];

/**
 * What nobody can do: be within 5 % of the best of the others on a run and on all of its counterparts, runs that were the
 * same up to some point and went on as one of the others says, or as another recorded run did.
 *
 * `nobody <`: by less than so many times the least error of the others nobody can be off on all of them; more than 1.05
 * means that no way of telling is within 5 % on all. `others <` is the same over the counterparts alone; `kept <` for the
 * worst counterpart, of whoever is within 5 % on the run itself. `ours within %`: on how many counterparts ours is within
 * 5 %; then every method's mean error over them. All count only once every method, ours included, has something to show.
 * A run that tells nothing until it is nearly over has no counterparts.
 */
export async function runEstimateBoundBench(): Promise<Report> {
	const traces = readTraces().sort((a, b) => Number(a.heldOut) - Number(b.heldOut));
	const bounds = traces.flatMap((trace) => toBound(trace, traces));
	const missed = bounds.filter(({ within }) => !within);
	const proven = (some: typeof bounds) => some.filter(({ nobody }) => nobody > tolerance + margin).length;
	const leads = bounds.filter(({ errors: { ours = 1, ...rest } }) => ours <= Math.min(...Object.values(rest))).length;
	return {
		rows: bounds.map(({ name, within, ratio, nobody, others, kept, shares, errors }) => ({
			trace: name,
			'within 5 %': within ? 'yes' : 'no',
			'ours / best': round(ratio),
			'nobody <': round(nobody),
			'others <': round(others),
			'kept <': round(kept),
			'ours within %': Math.round(100 * shares),
			...Object.fromEntries(Object.entries(errors).map(([method, error]) => [`${method} %`, round(100 * error)])),
		})),
		says: [
			`Nobody can be within 5 % on a run and on all of its counterparts on ${proven(bounds)} of ${bounds.length} runs, and on ${proven(missed)} of the ${missed.length} on which ours is not.`,
			`Over the counterparts of a run our mean error is the least on ${leads}.`,
		].join(' '),
	};
}

function toBound(trace: Trace, traces: readonly Trace[]) {
	const outcome = scoreAll(trace);
	const counterparts = toCounterparts(trace, traces).map((counterpart) => ({
		counterpart,
		outcome: scoreAll(counterpart.trace),
	}));
	if (counterparts.length === 0) return [];
	const itself = toFuture(outcome, { allowed: tolerance });
	const futures = counterparts.map(({ counterpart, outcome: its }) =>
		toFuture(its, { allowed: tolerance, counterpart }),
	);
	const others = tolerance * toLeastWorst(futures).atLeast;
	// What nobody can do on some of them, nobody can do on all.
	const nobody = Math.max(others, tolerance * toLeastWorst([itself, ...futures]).atLeast);
	const ratio = (of: Outcome) => (of.scores.ours?.error ?? 1) / toBest(of.scores).error;
	return [
		{
			name: `${trace.name}${trace.heldOut ? ' *' : ''}`,
			within: ratio(outcome) <= tolerance,
			ratio: ratio(outcome),
			others,
			nobody,
			kept: Math.max(others, ...severities.map((severity) => tolerance * toKept(itself, { futures, severity }))),
			shares: counterparts.filter(({ outcome: its }) => ratio(its) <= tolerance).length / counterparts.length,
			errors: Object.fromEntries(
				Object.keys(outcome.scores).map((method) => [
					method,
					counterparts.reduce((sum, { outcome: its }) => sum + (its.scores[method]?.error ?? 1), 0) /
						counterparts.length,
				]),
			),
		},
	];
}

/** What the worst counterpart is off by at least, where the run itself is within what is allowed. */
function toKept(itself: Future, { futures, severity }: { futures: readonly Future[]; severity: number }): number {
	const heavier = { ...itself, allowed: itself.allowed / severity };
	const { atLeast, firstWeight } = toLeastWorst([heavier, ...futures]);
	return (atLeast - firstWeight * severity) / (1 - firstWeight);
}

function toFuture(
	{ scores, lengthMs, fromMs, seenMs }: Outcome,
	{ allowed, counterpart }: { allowed: number; counterpart?: Counterpart },
): Future {
	const lastMs = looks.to * lengthMs;
	return {
		lengthMs,
		fromMs,
		untilMs: Math.min(lastMs, counterpart?.sharedMs ?? lastMs),
		seenMs,
		allowed: allowed * toBest(scores).error,
	};
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
