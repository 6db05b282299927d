import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { runBrowserBench } from './browser.ts';
import { runBusBench } from './bus.ts';
import { runEndsBench } from './ends.ts';
import { runEngineBench } from './engine.ts';
import { runEstimateBench } from './estimate.ts';
import { runEstimateBoundBench } from './estimate-bound.ts';
import { runEstimateViewsBench } from './estimate-views.ts';
import { runFanoutBench } from './fanout.ts';
import { runGatewaysBench } from './gateways.ts';
import { runIdleBench } from './idle.ts';
import { runLatencyBench } from './latency.ts';
import { runLoopDelayBench } from './loop-delay.ts';
import { buildLibrary } from './measure/build-library.ts';
import { fillPage } from './measure/fill-page.ts';
import type { BenchOptions, Report } from './measure/report.ts';
import { toTable } from './measure/table.ts';
import { runSizeBench } from './size.ts';
import { runStartBench } from './start.ts';
import { runStormBench } from './storm.ts';
import { runSweepBench } from './sweep.ts';
import { runUpdateBench } from './update.ts';
import { runWantsBench } from './wants.ts';

// npm run bench                      all of them
// npm run bench latency              one, or several
// npm run bench latency -- --short   to try it; keeps no figures; else they go into bench/results/ and docs/performance.md

const benches: Record<string, (options: BenchOptions) => Promise<Report>> = {
	update: runUpdateBench,
	latency: runLatencyBench,
	browser: runBrowserBench,
	fanout: runFanoutBench,
	idle: runIdleBench,
	start: runStartBench,
	storm: runStormBench,
	engine: runEngineBench,
	ends: runEndsBench,
	sweep: runSweepBench,
	size: runSizeBench,
	gateways: runGatewaysBench,
	bus: runBusBench,
	wants: runWantsBench,
	'loop-delay': runLoopDelayBench,
	estimate: runEstimateBench,
	'estimate-views': runEstimateViewsBench,
	'estimate-bound': runEstimateBoundBench,
};

/** Those that measure the library as it is built. */
const built = new Set(['latency', 'browser', 'fanout', 'idle', 'storm', 'engine', 'ends', 'size']);

const short = process.argv.includes('--short');
const asked = process.argv.slice(2).filter((argument) => argument !== '--short');
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
	console.error(`There is no benchmark "${unknown.join('", "')}". There are: ${Object.keys(benches).join(', ')}.`);
	process.exit(2);
}

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Linux ${release()}, Node ${process.version}`;
const chosen = Object.entries(benches).filter(([name]) => asked.length === 0 || asked.includes(name));
if (chosen.some(([name]) => built.has(name))) await buildLibrary();
mkdirSync('bench/results', { recursive: true });
for (const [name, run] of chosen) {
	console.log(`\n${name}`);
	const startedAt = performance.now();
	const report = await run({ short });
	const tookS = Math.round((performance.now() - startedAt) / 1_000);
	console.log(`${toTable(report.rows)}\n${report.says} It took ${tookS} s.`);
	if (short) continue;
	const file = `bench/results/${name}.json`;
	const result = { name, machine, at: new Date().toISOString(), tookS, ...report };
	writeFileSync(file, `${JSON.stringify(result, null, '\t')}\n`);
	fillPage();
}
process.exit(0);
