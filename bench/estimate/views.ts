import type { Method } from './methods.ts';

/** One word on progress: how far it moved, and how long that took. */
interface Move {
	at: number;
	progress: number;
	tookMs: number;
	moved: number;
}

/** Milliseconds per whole job, as one view of a run has it. */
type View = (move: Move) => number;

/** Simple views of a run, of which each is right for some shapes: what a mix of them has to choose from. */
const views: Record<string, () => View> = {
	whole: () => (move) => move.at / move.progress,
	working: createWorking,
	late: () => createLate(({ progress }) => 0.4 * (1 - progress)),
	last: () => createLate(() => 0.05),
};

/** Each view alone, and a mix of them that weighs each by how well it foretold this very run so far. */
export const viewMethods: Record<string, () => Method> = {
	...Object.fromEntries(Object.entries(views).map(([name, create]) => [name, () => toMethod(create())])),
	judged: () => toMethod(createJudged()),
};

/** The names of the views themselves: the best of them in hindsight is what a perfect choice would get. */
export const viewNames = Object.keys(views);

/** As much as the run did since its first word on progress, which getting ready comes before. */
function createWorking(): View {
	let first: Move | null = null;
	return (move) => {
		first ??= move;
		const { at, progress } = first;
		return move.progress > progress ? (move.at - at) / (move.progress - progress) : move.at / move.progress;
	};
}

const leastHorizon = 0.02;

/** An exponential average by progress. */
function createLate(toHorizon: (move: Move) => number): View {
	let sum = 0;
	let weight = 0;
	return (move) => {
		const forget = Math.exp(-move.moved / Math.max(leastHorizon, toHorizon(move)));
		sum = sum * forget + (move.tookMs / move.moved) * (1 - forget);
		weight = weight * forget + 1 - forget;
		return sum / weight;
	};
}

/** Marks at which the views are asked, each so many times as far as the one before. */
const markFactor = 1.25;
const firstMark = 0.01;
/** What remains of earlier judgements at each mark, and how hard they are on a view. */
const keptLoss = 0.9;
const severity = 5;

/**
 * Hedge: at each mark, each view is judged by how far off the time was that it had foretold at earlier ones, those most
 * whose share of the way was like the share that is left.
 */
function createJudged(): View {
	const mixed = Object.values(views).map((create) => create());
	const marks: { at: number; progress: number; paces: number[] }[] = [];
	let losses = mixed.map(() => 0);
	let nextMark = firstMark;
	return (move) => {
		const { at, progress } = move;
		const paces = mixed.map((view) => view(move));
		if (progress >= nextMark) {
			const judged = marks.map((mark) => ({
				mark,
				took: (at - mark.at) / (progress - mark.progress),
				weight: Math.exp(-(Math.log(mark.progress / progress ** 2) ** 2)),
			}));
			const all = judged.reduce((sum, { weight }) => sum + weight, 0);
			losses = losses.map((loss, view) =>
				judged.reduce(
					(sum, { mark, took, weight }) => sum + (weight / all) * Math.abs(Math.log((mark.paces[view] ?? took) / took)),
					loss * keptLoss,
				),
			);
			marks.push({ at, progress, paces });
			while (nextMark <= progress) nextMark *= markFactor;
		}
		const least = Math.min(...losses);
		const weights = losses.map((loss) => Math.exp(-severity * (loss - least)));
		const all = weights.reduce((sum, weight) => sum + weight, 0);
		return Math.exp(paces.reduce((sum, pace, view) => sum + ((weights[view] ?? 0) / all) * Math.log(pace), 0));
	};
}

/** What follows from a view; between two words on progress it counts down. */
function toMethod(view: View): Method {
	let last = { at: 0, progress: 0 };
	let pace: number | null = null;
	return {
		told(at, progress) {
			const moved = progress - last.progress;
			if (moved <= 0) return;
			pace = view({ at, progress, tookMs: at - last.at, moved });
			last = { at, progress };
		},
		remainingMs: (now) => (pace === null ? null : Math.max(0, (1 - last.progress) * pace - (now - last.at))),
	};
}
