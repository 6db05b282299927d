import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { readOptions } from './read-options.ts';
import { bundleSimulation, dropBundles } from './simulation/bundle-simulation.ts';
import { plants } from './simulation/plants.ts';
import { ask, playAll, type Tally } from './simulation/play-all.ts';
import { readStepsText, toStepsText } from './simulation/steps-text.ts';
import type { TestTotals } from './test-totals.ts';

const usage = `npm run soak                                   10,000 scenarios, as npm test plays them
npm run soak -- --minutes 30                   fresh seeds for half an hour
npm run soak -- --scenarios 500 --from 20000   the scenarios of seeds 20,000 and on
npm run soak -- --seed 7 [--only 3,8-12]       one scenario, with a trace of what happens
npm run soak -- --planted                      whether each planted mistake is found
npm run soak -- --hours 24 [--seed 7]          one world for 24 simulated hours, and what is left of them`;

const values = readOptions(
	{
		minutes: { type: 'string' },
		scenarios: { type: 'string', default: '10000' },
		from: { type: 'string' },
		seed: { type: 'string' },
		only: { type: 'string' },
		steps: { type: 'string', default: '200' },
		hours: { type: 'string' },
		planted: { type: 'boolean', default: false },
		workers: { type: 'string', default: '2' },
		report: { type: 'string' },
	},
	usage,
);
const steps = toNumber('steps', values.steps);
const workers = toNumber('workers', values.workers);

/** The seeds that have failed once; they are played before all others. */
const regressions: { seed: number; why: string }[] = JSON.parse(
	readFileSync('scripts/simulation/regression-seeds.json', 'utf8'),
);

/** How many scenarios a planted mistake may go unfound. */
const mostUnfound = 3_000;

function toNumber(name: string, text: string): number {
	const number = Number(text);
	if (text !== '' && Number.isFinite(number)) return number;
	console.error(`--${name} takes a number; "${text}" is none.`);
	process.exit(2);
}

function* toSeeds(from: number, count: number): Generator<number> {
	for (let seed = from; seed < from + count; seed++) yield seed;
}

function* withRegressions(rest: Generator<number>): Generator<number> {
	for (const { seed } of regressions) yield seed;
	yield* rest;
}

function toText({ scenarios, ends, looks, rings, failed, tookMs, cpuMs }: Tally): string {
	const counts = [scenarios, scenarios * steps, ends, looks, rings].map((count) => count.toLocaleString('en'));
	return `${counts[0]} scenarios, ${counts[1]} steps, ${counts[2]} ends, ${counts[3]} looks at whether all were shown, ${counts[4]} rings, ${failed.length} failed, ${(tookMs / 1_000).toFixed(1)} s, ${(cpuMs / 1_000).toFixed(1)} s of processor time`;
}

/** Says of a failed scenario what failed, and how to play the steps of it that matter. */
async function explain(file: string, seed: number): Promise<void> {
	const worker = new Worker(file);
	const report = await ask(worker, { type: 'shrink', seed, steps });
	await worker.terminate();
	if (report.type !== 'shrunk') return;
	console.log(`\nSeed ${seed} fails:\n  ${report.failures.slice(0, 3).join('\n  ')}`);
	console.log(`Play it alone:           npm run soak -- --seed ${seed}`);
	console.log(`Only what it takes:      npm run soak -- --seed ${seed} --only ${toStepsText(report.only) || 'none'}`);
	console.log('Once it is mended, keep the seed in scripts/simulation/regression-seeds.json.');
}

async function playMany(): Promise<TestTotals> {
	const file = await bundleSimulation();
	const isFresh = values.minutes !== undefined && values.from === undefined;
	const from = values.from === undefined ? (isFresh ? randomInt(2 ** 30) : 1) : toNumber('from', values.from);
	const count = values.minutes === undefined ? toNumber('scenarios', values.scenarios) : Infinity;
	const minutes = values.minutes === undefined ? Infinity : toNumber('minutes', values.minutes);
	console.log(`simulation: seeds from ${from} on, ${workers} threads`);
	const until = performance.now() + minutes * 60_000;
	const tally = await playAll({ file, seeds: withRegressions(toSeeds(from, count)), steps, workers, until });
	for (const { seed } of tally.failed) await explain(file, seed);
	console.log(`simulation: ${toText(tally)}`);
	return { passed: tally.failed.length === 0 ? 1 : 0, failed: tally.failed.length, skipped: 0 };
}

async function playPlanted(): Promise<TestTotals> {
	let failed = 0;
	for (const plant of plants) {
		const file = await bundleSimulation(plant);
		const tally = await playAll({ file, seeds: toSeeds(1, mostUnfound), steps, workers, mostFailures: 1 });
		const first = tally.failed[0];
		if (first === undefined) failed++;
		const found =
			first === undefined ? 'NOT FOUND' : `seed ${first.seed}, step ${first.failedAt}: ${first.failures[0]}`;
		console.log(
			`${plant.name} (${plant.file})\n  after ${tally.scenarios} scenarios, ${(tally.tookMs / 1_000).toFixed(1)} s: ${found}`,
		);
	}
	console.log(`planted: ${plants.length - failed} of ${plants.length} found`);
	return { passed: plants.length - failed, failed, skipped: 0 };
}

async function playOne(seed: number): Promise<TestTotals> {
	const only = values.only === undefined ? undefined : values.only === 'none' ? [] : readStepsText(values.only);
	const worker = new Worker(await bundleSimulation());
	const report = await ask(worker, { type: 'trace', seed, steps, only });
	await worker.terminate();
	if (report.type !== 'played') throw new Error('A worker answered what it was not asked.');
	for (const line of report.lines) console.log(line);
	const { failures } = report.result;
	console.log(failures.length === 0 ? 'It passes.' : `It fails:\n  ${failures.join('\n  ')}`);
	return { passed: failures.length === 0 ? 1 : 0, failed: failures.length === 0 ? 0 : 1, skipped: 0 };
}

/** What the last look at the heap may have more than the first: code that is compiled late, and the noise of the collector. */
const mostGrowth = { ratio: 1.1, bytes: 2 * 1_048_576 };

/** Four browsers keep 2,000 ends of each of three people ([AT11]), and few other words. */
const mostStoredChars = 4 * 3 * 2_000 * 50;

async function playHours(hours: number): Promise<TestTotals> {
	const worker = new Worker(await bundleSimulation());
	const report = await ask(worker, { type: 'hours', seed: toNumber('seed', values.seed ?? '1'), hours });
	await worker.terminate();
	if (report.type !== 'lasted') throw new Error('A worker answered what it was not asked.');
	const { failures, before, after, steps, connections, ends } = report.result;
	const problems = [...failures];
	const counts = [steps, connections, ends].map((count) => count.toLocaleString('en'));
	console.log(`${hours} simulated hours: ${counts[0]} steps, ${counts[1]} connections, ${counts[2]} ends`);
	for (const name of Object.keys(before) as (keyof typeof before)[]) {
		const [was, is] = [before[name] ?? 0, after[name] ?? 0];
		const limits: Partial<typeof before> = {
			heapBytes: was * mostGrowth.ratio + mostGrowth.bytes,
			storedChars: mostStoredChars,
		};
		if (is > (limits[name] ?? was)) problems.push(`${name} went from ${was} to ${is}`);
		console.log(`  ${name}: ${was.toLocaleString('en')} → ${is.toLocaleString('en')}`);
	}
	console.log(problems.length === 0 ? 'Back to the start.' : `Not back to the start:\n  ${problems.join('\n  ')}`);
	return { passed: problems.length === 0 ? 1 : 0, failed: problems.length === 0 ? 0 : 1, skipped: 0 };
}

let totals: TestTotals;
try {
	if (values.hours !== undefined) totals = await playHours(toNumber('hours', values.hours));
	else if (values.planted) totals = await playPlanted();
	else if (values.seed !== undefined) totals = await playOne(toNumber('seed', values.seed));
	else totals = await playMany();
} finally {
	dropBundles();
}
if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(totals));
process.exitCode = totals.failed > 0 ? 1 : 0;
