/** The most trials: some seconds' worth. */
const mostTrials = 150;

/**
 * Finds few steps of a scenario that fail as well: those after the failure go first, then ever smaller runs of those before.
 * `failedAt` is the step at which it failed; `steps` where that was in the peace after all of them.
 */
export async function shrink(
	failedAt: number,
	steps: number,
	fails: (kept: readonly number[]) => Promise<boolean>,
): Promise<number[]> {
	let kept = Array.from({ length: Math.min(failedAt + 1, steps) }, (_, step) => step);
	let trials = 0;
	for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
		for (let from = kept.length; from > 0 && trials < mostTrials; from -= size) {
			const trial = kept.filter((_, at) => at < from - size || at >= from);
			trials++;
			if (await fails(trial)) kept = trial;
		}
	}
	return kept;
}
