import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import { type HoursResult, type ScenarioOptions, type ScenarioResult, simulate, simulateHours } from 'jobtray/testing';
import { shrink } from './shrink.ts';

/** What a worker is asked: to play one scenario, to say as well what happens in it, to find the steps of it that matter, or to play one world for hours. */
export type Order =
	| { type: 'play' | 'trace' | 'shrink'; seed: number; steps: number; only?: readonly number[] }
	| { type: 'hours'; seed: number; hours: number };

/** What it answers. */
export type Report =
	| { type: 'played'; result: ScenarioResult; lines: readonly string[] }
	| { type: 'lasted'; result: HoursResult }
	| { type: 'shrunk'; seed: number; only: number[]; failures: readonly string[] };

/** What nobody caught, such as what a listener threw. */
let stray: string[] = [];
const note = (error: unknown) =>
	void stray.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
process.on('uncaughtException', note);
process.on('unhandledRejection', note);
// The link says so once where only sockets are refused, which happens here all the time.
console.warn = () => {};

/** Plays one scenario, and counts what nobody caught as a failure of it. */
async function play(options: ScenarioOptions): Promise<ScenarioResult> {
	stray = [];
	const result = await simulate(options);
	// Rejections that nobody caught are told after the last promise.
	await new Promise((next) => setImmediate(next));
	if (stray.length === 0) return result;
	return { ...result, failures: [...result.failures, ...stray], failedAt: result.failedAt ?? options.steps ?? 200 };
}

/** Counts what nobody caught as a failure too. */
async function last({ seed, hours }: Extract<Order, { type: 'hours' }>): Promise<Report> {
	// Threads cannot be given this flag.
	setFlagsFromString('--expose-gc');
	const collect: () => void = runInNewContext('gc');
	const heapBytes = async () => {
		// What the system holds of streams and ports is let go of in turns of the loop, of which the simulation takes none.
		for (let turn = 0; turn < 10; turn++) {
			await new Promise((next) => setImmediate(next));
			collect();
		}
		return process.memoryUsage().heapUsed;
	};
	stray = [];
	const result = await simulateHours({ seed, hours, heapBytes });
	await new Promise((next) => setImmediate(next));
	return { type: 'lasted', result: { ...result, failures: [...result.failures, ...stray] } };
}

async function carryOut(order: Order): Promise<Report> {
	if (order.type === 'hours') return last(order);
	const { type, seed, steps, only } = order;
	const lines: string[] = [];
	const trace = type === 'trace' ? (line: string) => void lines.push(line) : undefined;
	const first = await play({ seed, steps, only: only === undefined ? undefined : new Set(only), trace });
	if (type !== 'shrink') return { type: 'played', result: first, lines };
	let failures = first.failures;
	const kept = await shrink(first.failedAt ?? steps, steps, async (trial) => {
		const result = await play({ seed, steps, only: new Set(trial) });
		if (result.failures.length > 0) failures = result.failures;
		return result.failures.length > 0;
	});
	return { type: 'shrunk', seed, only: kept, failures };
}

parentPort?.on('message', async (order: Order) => parentPort?.postMessage(await carryOut(order)));
