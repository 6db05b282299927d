import { parentPort } from 'node:worker_threads';
import { type ScenarioOptions, type ScenarioResult, simulate } from 'jobtray/testing';
import { shrink } from './shrink.ts';

/** What a worker is asked: to play one scenario, to say as well what happens in it, or to find the steps of it that matter. */
export type Order = { type: 'play' | 'trace' | 'shrink'; seed: number; steps: number; only?: readonly number[] };

/** What it answers. */
export type Report =
	| { type: 'played'; result: ScenarioResult; lines: readonly string[] }
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

async function carryOut({ type, seed, steps, only }: Order): Promise<Report> {
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
