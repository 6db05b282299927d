import { setTimeout as sleep } from 'node:timers/promises';
import { type Backend, type EngineKind, engineKinds, openBackend } from './measure/open-backend.ts';
import { median } from './measure/percentile.ts';
import type { BenchOptions, Report } from './measure/report.ts';

/** Jobs that tell progress as fast as the engine takes it. */
const talkers = 100;

const warmUpMs = 1_000;

/** What an engine carries from end to end, and what it costs the jobs that somebody watches them. */
export async function runEngineBench({ short }: BenchOptions): Promise<Report> {
	const options = { rounds: short ? 1 : 5, measuredMs: short ? 1_000 : 3_000, jobs: short ? 200 : 1_000 };
	const rows: Report['rows'] = [];
	for (const kind of engineKinds) rows.push(await measureEngine(kind, options));
	const costs = rows.map((row) => `${row.engine} ${Number(row['watching costs %']).toFixed(0)} %`);
	return {
		rows,
		says: `Medians of ${options.rounds} interleaved rounds. Watching costs throughput of jobs that do nothing: ${costs.join(', ')}.`,
	};
}

async function measureEngine(
	kind: EngineKind,
	{ rounds, measuredMs, jobs }: { rounds: number; measuredMs: number; jobs: number },
): Promise<Report['rows'][number]> {
	const found: { alone: number; watched: number; told: number; heard: number; cpu: number }[] = [];
	for (let round = 0; round < rounds; round += 1) {
		const aside = await openBackend(kind);
		const alone = await runThrough(aside, jobs).finally(aside.close);
		const backend = await openBackend(kind);
		try {
			await backend.gateway.ask('serveEngine', ['load', 'through']);
			const watched = await runThrough(backend, jobs);
			found.push({ alone, watched, ...(await measureProgress(backend, measuredMs)) });
		} finally {
			await backend.close();
		}
	}
	const middle = (name: keyof (typeof found)[number]) => median(found.map((round) => round[name]));
	return {
		engine: kind,
		'progress told/s': middle('told'),
		'on the board/s': middle('heard'),
		'gateway CPU µs each': middle('cpu'),
		'jobs/s alone': middle('alone'),
		'jobs/s watched': middle('watched'),
		'watching costs %': 100 * (1 - middle('watched') / middle('alone')),
	};
}

async function runThrough({ workers }: Backend, jobs: number): Promise<number> {
	return (jobs * 1_000) / (await workers.ask('runThrough', { queue: 'through', jobs }));
}

async function measureProgress({ gateway, workers }: Backend, measuredMs: number) {
	await workers.ask('startLoad', { queue: 'load', jobs: talkers, owner: 'ana', everyMs: 0 });
	await sleep(warmUpMs);
	const before = await gateway.ask('figures');
	const { told: toldBefore } = await workers.ask('figures');
	const startedAt = performance.now();
	await sleep(measuredMs);
	const { told: toldAfter } = await workers.ask('figures');
	const after = await gateway.ask('figures');
	const seconds = (performance.now() - startedAt) / 1_000;
	const heard = after.heard - before.heard;
	return {
		told: (toldAfter - toldBefore) / seconds,
		heard: heard / seconds,
		cpu: ((after.cpuMs - before.cpuMs) * 1_000) / heard,
	};
}
