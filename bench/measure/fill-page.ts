import { readFileSync, writeFileSync } from 'node:fs';
import { fillBenchPage } from '../../scripts/bench-page.ts';
import { BENCH_PAGE, readBenchResults } from '../../scripts/bench-results.ts';

/** Writes the tables of the page on performance anew from what the benchmarks have left behind. */
export function fillPage(): void {
	writeFileSync(BENCH_PAGE, fillBenchPage(readFileSync(BENCH_PAGE, 'utf8'), readBenchResults()));
}
