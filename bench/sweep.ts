import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describeJob, openEngine } from 'jobtray/bullmq';
import { createGateway } from 'jobtray/server';
import { startPostgres, startRedis, type TestServer } from 'test-servers';
import { median } from './measure/percentile.ts';
import type { BenchOptions, Report } from './measure/report.ts';
import { measureCpuMs } from './measure/usage.ts';

const jobs = 10_000;
const addedAtOnce = 1_000;

/** Two sweeps of the default 5 s. */
const windowMs = 10_000;
const windows = 5;

/** The system counts a process's time in hundredths of a second. */
const tickMs = 10;

interface Shares {
	gateway: number;
	server: number;
}

/** What it costs to prove the board against the engine every 5 s while nothing happens, by the number of unfinished jobs. */
export async function runSweepBench({ short }: BenchOptions): Promise<Report> {
	const rows: Report['rows'] = [];
	const budgets: Report['budgets'] = [];
	for (const [name, start] of Object.entries({ Redis: startRedis, Postgres: startPostgres })) {
		const server = await start();
		const engine = await openEngine(server.url);
		for (const count of [0, jobs]) {
			for (let from = 0; from < count; from += addedAtOnce) {
				await engine.queue('bench').addBulk(Array.from({ length: addedAtOnce }, (_, index) => toJob(from + index)));
			}
			const gateway = createGateway({ source: engine.source({ queues: ['bench'] }), authenticate: async () => null });
			await gateway.ready;
			const each: Shares[] = [];
			for (let round = 0; round < (short ? 1 : windows); round += 1) each.push(await measureWindow(server));
			await gateway.close();
			const [ours, theirs] = [median(each.map(({ gateway }) => gateway)), median(each.map(({ server }) => server))];
			rows.push({
				engine: name,
				unfinished: count,
				'gateway % of a core': round(ours),
				'server % of a core': round(theirs),
			});
			if (count === jobs) budgets.push({ what: `sweep on ${name}`, limit: 2, measured: round(ours), unit: '%' });
		}
		await engine.close();
		await server.stop();
	}
	return {
		rows,
		says: `Medians of ${short ? 1 : windows} times ${windowMs / 1_000} s, in which nothing happens but two sweeps.`,
		budgets,
	};
}

function toJob(index: number) {
	const meta = { name: `Scene ${index}`, owner: { id: `owner-${index % 100}`, name: 'Ana' } };
	return { name: 'scene', data: describeJob({ index }, meta) };
}

async function measureWindow(server: TestServer): Promise<Shares> {
	const [ours, theirs] = [measureCpuMs(), readTreeMs(server.pid ?? 0)];
	await pause(windowMs);
	const toShare = (ms: number) => (100 * ms) / windowMs;
	return { gateway: toShare(measureCpuMs() - ours), server: toShare(readTreeMs(server.pid ?? 0) - theirs) };
}

/** Milliseconds on a processor of a process and its children, ended ones included. */
function readTreeMs(pid: number): number {
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
	return [pid, ...children].reduce((sum, each) => sum + readTicks(each) * tickMs, 0);
}

function readTicks(pid: number): number {
	const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name of the program, in brackets, may hold spaces.
	const fields = text
		.slice(text.lastIndexOf(')') + 2)
		.split(' ')
		.map(Number);
	const [user = 0, system = 0, usersOfEnded = 0, systemOfEnded = 0] = fields.slice(11, 15);
	return user + system + usersOfEnded + systemOfEnded;
}

function round(percent: number): number {
	return Math.round(percent * 100) / 100;
}
