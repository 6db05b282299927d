import { readFileSync } from 'node:fs';
import { fillBenchPage } from './bench-page.ts';
import { BENCH_PAGE, readBenchResults } from './bench-results.ts';

// The tables of figures say what the benchmarks have left behind, and nothing else.
const results = readBenchResults();
const markdown = readFileSync(BENCH_PAGE, 'utf8');
const isSame = fillBenchPage(markdown, results) === markdown;
const isMarked = markdown.includes('<!-- bench budgets -->');

if (!isSame)
	console.log(`${BENCH_PAGE} does not say what bench/results/ does: run the benchmark again, or undo the change.`);
if (!isMarked) console.log(`${BENCH_PAGE} has no place for the budgets: <!-- bench budgets --> … <!-- /bench -->.`);
console.log(`${results.length} benchmarks compared with ${BENCH_PAGE}.`);
process.exitCode = isSame && isMarked && results.length > 0 ? 0 : 1;
