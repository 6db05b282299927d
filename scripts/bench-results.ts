import { readdirSync, readFileSync } from 'node:fs';
import type { BenchResult } from './bench-page.ts';

/** The page whose tables are written from the figures. */
export const BENCH_PAGE = 'docs/performance.md';

const RESULTS = 'bench/results';

/** What all benchmarks have left behind, in the order of their names. */
export function readBenchResults(): BenchResult[] {
	const files = readdirSync(RESULTS).filter((file) => file.endsWith('.json'));
	return files.sort().map((file): BenchResult => JSON.parse(readFileSync(`${RESULTS}/${file}`, 'utf8')));
}
