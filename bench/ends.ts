import { setTimeout as pause } from 'node:timers/promises';
import { openEngine } from 'jobtray/bullmq';
import { createGateway, type Source } from 'jobtray/server';
import { startPostgres, startRedis } from 'test-servers';
import { openChild } from './measure/child.ts';
import { median, percentile } from './measure/percentile.ts';
import type { BenchOptions, Report } from './measure/report.ts';
import type { EndsWorker } from './servers/work-ends.ts';

const jobs = 1_000;
const workers = 4;

/** For the last of them; a sweep, 5 s, repairs what no event has told. */
const lastMs = 15_000;

/** How long after its end a job's end is told to the board, with four workers in processes of their own. */
export async function runEndsBench({ short }: BenchOptions): Promise<Report> {
	const rounds = short ? 1 : 5;
	const rows: Report['rows'] = [];
	const budgets: Report['budgets'] = [];
	for (const [name, start] of Object.entries({ Redis: startRedis, Postgres: startPostgres })) {
		const found: Round[] = [];
		for (let round = 0; round < rounds; round += 1) found.push(await measureRound(start));
		const middle = (part: keyof Round) => median(found.map((each) => each[part]));
		const p99 = Math.round(middle('p99'));
		rows.push({
			engine: name,
			jobs,
			'told by events, least': Math.min(...found.map(({ told }) => told)),
			'p50 ms': Math.round(middle('p50')),
			'p99 ms': p99,
			'last ms': Math.round(middle('last')),
		});
		budgets.push({ what: `ends on ${name}, p99`, limit: 1_000, measured: p99, unit: 'ms' });
	}
	return { rows, says: `Medians of ${rounds} rounds with ${workers} workers, eight jobs at once each.`, budgets };
}

interface Round {
	told: number;
	p50: number;
	p99: number;
	last: number;
}

async function measureRound(start: typeof startRedis | typeof startPostgres): Promise<Round> {
	const server = await start();
	const engine = await openEngine(server.url, { onError: () => undefined });
	const told = new Map<string, number>();
	const source = engine.source({ queues: ['ends'] });
	const watched: Source = {
		...source,
		start: (onHint) =>
			source.start((hint) => {
				if (hint.type === 'ended' && !told.has(hint.key)) told.set(hint.key, Date.now());
				onHint(hint);
			}),
	};
	const gateway = createGateway({ source: watched, authenticate: async () => null });
	await gateway.ready;
	const children = Array.from({ length: workers }, () =>
		openChild<EndsWorker>(new URL('./servers/work-ends.ts', import.meta.url)),
	);
	await Promise.all(children.map((child) => child.ask('work', server.url, 'ends')));
	const added = await engine.queue('ends').addBulk(Array.from({ length: jobs }, () => ({ name: 'task', data: {} })));
	const until = Date.now() + lastMs;
	while (told.size < jobs && Date.now() < until) await pause(50);
	const keys = added.map(({ id }) => `ends:${id}`);
	const records = await source.read(keys);
	const late = records.map(({ key, finishedAt = 0 }) => (told.get(key) ?? Number.POSITIVE_INFINITY) - finishedAt);
	late.sort((one, other) => one - other);
	for (const child of children) await child.close();
	await gateway.close();
	await engine.close();
	await server.stop();
	return { told: told.size, p50: percentile(late, 0.5), p99: percentile(late, 0.99), last: late.at(-1) ?? 0 };
}
