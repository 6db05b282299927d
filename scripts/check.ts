import { availableParallelism } from 'node:os';
import { runSteps } from './check/run-steps.ts';
import { selectSteps } from './check/select-steps.ts';
import { STEPS } from './check/steps.ts';

// npm run check                        everything
// npm run check -- lint types          a selection
// npm run check -- --without unit      everything else

const startedAt = performance.now();
const seconds = (tookMs: number) => `${(tookMs / 1000).toFixed(1)} s`.padStart(7);

const results = await runSteps(selectSteps(STEPS, process.argv.slice(2)), {
	concurrency: Math.min(availableParallelism(), 4),
	report(step, { passed, output, tookMs }) {
		console.log(`${passed ? '✓' : '✗'} ${step.name.padEnd(11)}${seconds(tookMs)}`);
		if (!passed || step.shows) console.log(output.trimEnd().replace(/^/gm, '    '));
	},
});

const failed = results.filter((result) => !result.passed).map((result) => result.name);
console.log(
	failed.length === 0
		? `All ${results.length} checks passed in${seconds(performance.now() - startedAt)}.`
		: `${failed.length} of ${results.length} checks failed: ${failed.join(', ')}.`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
