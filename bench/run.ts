import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { runBrowserBench } from './browser.ts';
import { runEstimateBench } from './estimate.ts';
import { runEstimateViewsBench } from './estimate-views.ts';
import { runLatencyBench } from './latency.ts';
import { runLoopDelayBench } from './loop-delay.ts';
import type { Report } from './measure/report.ts';
import { toTable } from './measure/table.ts';
import { runUpdateBench } from './update.ts';

// npm run bench               all of them
// npm run bench latency       one, or several

const benches: Record<string, () => Promise<Report>> = {
	update: runUpdateBench,
	latency: runLatencyBench,
	browser: runBrowserBench,
	'loop-delay': runLoopDelayBench,
	estimate: runEstimateBench,
	'estimate-views': runEstimateViewsBench,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
	console.error(`There is no benchmark "${unknown.join('", "')}". There are: ${Object.keys(benches).join(', ')}.`);
	process.exit(2);
}

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Linux ${release()}, Node ${process.version}`;
mkdirSync('bench/results', { recursive: true });
for (const [name, run] of Object.entries(benches)) {
	if (asked.length > 0 && !asked.includes(name)) continue;
	console.log(`\n${name}`);
	const report = await run();
	console.log(`${toTable(report.rows)}\n${report.says}`);
	const file = `bench/results/${name}.json`;
	writeFileSync(file, `${JSON.stringify({ name, machine, at: new Date().toISOString(), ...report }, null, '\t')}\n`);
}
process.exit(0);
