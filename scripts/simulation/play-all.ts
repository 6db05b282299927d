import { Worker } from 'node:worker_threads';
import type { ScenarioResult } from 'jobtray/testing';
import type { Order, Report } from './worker.ts';

/** What came of many scenarios. */
export interface Tally {
	scenarios: number;
	ends: number;
	/** How often a page was in a state in which it had to show all ends. */
	looks: number;
	/** How often something rang. */
	rings: number;
	failed: ScenarioResult[];
	tookMs: number;
	/** Processor time of all threads, milliseconds. */
	cpuMs: number;
}

/** Room for new objects, of which most are gone before the collector comes. */
const youngMb = 96;

/** Longer than any scenario takes, and any hours do, on a machine that has much else to do. */
const [hangMs, hoursHangMs] = [120_000, 1_800_000];

/**
 * Plays the scenarios of `seeds` on `workers` threads, until there are none left, `until` is past (by `performance.now()`), or
 * so many have failed as to make the rest pointless.
 */
export async function playAll(options: {
	file: string;
	seeds: Iterator<number>;
	steps: number;
	workers: number;
	until?: number;
	mostFailures?: number;
	onPlayed?(tally: Tally): void;
}): Promise<Tally> {
	const { file, seeds, steps, workers, until = Infinity, mostFailures = 5, onPlayed = () => {} } = options;
	const startedAt = performance.now();
	const startedCpu = process.cpuUsage();
	const tally: Tally = { scenarios: 0, ends: 0, looks: 0, rings: 0, failed: [], tookMs: 0, cpuMs: 0 };

	async function work(): Promise<void> {
		const worker = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: youngMb } });
		try {
			while (performance.now() < until && tally.failed.length < mostFailures) {
				const { value: seed, done } = seeds.next();
				if (done === true) break;
				const result = await playOne(worker, { type: 'play', seed, steps });
				tally.scenarios++;
				tally.ends += result.ends;
				tally.looks += result.looks;
				tally.rings += result.rings;
				if (result.failures.length > 0) tally.failed.push(result);
				onPlayed(tally);
			}
		} finally {
			await worker.terminate();
		}
	}

	await Promise.all(Array.from({ length: workers }, work));
	const { user, system } = process.cpuUsage(startedCpu);
	return { ...tally, tookMs: performance.now() - startedAt, cpuMs: (user + system) / 1_000 };
}

async function playOne(worker: Worker, order: Order): Promise<ScenarioResult> {
	const report = await ask(worker, order);
	if (report.type !== 'played') throw new Error('A worker answered what it was not asked.');
	return report.result;
}

/** Asks a worker, and waits for its answer; a scenario that does not end fails the run with its seed. */
export function ask(worker: Worker, order: Order): Promise<Report> {
	return new Promise((resolve, reject) => {
		const limitMs = order.type === 'hours' ? hoursHangMs : hangMs;
		const timer = setTimeout(() => fail(new Error(`The scenario of seed ${order.seed} does not end.`)), limitMs);
		const leave = () => {
			clearTimeout(timer);
			worker.off('message', hear).off('error', fail).off('exit', hearExit);
		};
		const hear = (report: Report) => {
			leave();
			resolve(report);
		};
		const fail = (error: unknown) => {
			leave();
			reject(error);
		};
		const hearExit = () => fail(new Error(`A worker ended in the scenario of seed ${order.seed}.`));
		worker.on('message', hear).on('error', fail).on('exit', hearExit).postMessage(order);
	});
}
