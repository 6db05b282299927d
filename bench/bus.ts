import { setTimeout as sleep } from 'node:timers/promises';
import { openEngine } from 'jobtray/bullmq';
import { startPostgres, startRedis } from 'test-servers';
import { openPorts } from '../packages/jobtray/src/bullmq/sharing/open-sharing.ts';
import { makeJob } from '../packages/jobtray/src/testing/make-job.ts';
import { percentile } from './measure/percentile.ts';
import type { BenchOptions, Report } from './measure/report.ts';

/** Rows in one message. */
const sizes = [1, 20, 250];

/** Messages on their way at once, as from so many gateways: each waits for its last one to be taken. */
const underWay = 20;

/** What gateways that share can tell each other over one store. */
export async function runBusBench({ short }: BenchOptions): Promise<Report> {
	const measuredMs = short ? 500 : 3_000;
	const rows: Report['rows'] = [];
	for (const [store, start] of [
		['Redis', startRedis],
		['Postgres', startPostgres],
	] as const) {
		const server = await start();
		const engine = await openEngine(server.url, { onError: () => {} });
		for (const size of sizes) rows.push({ store, 'rows each': size, ...(await measure(engine, { size, measuredMs })) });
		await engine.close();
		await server.stop();
	}
	return {
		rows,
		says: `One process that sends and hears itself, ${underWay} messages on their way at once, ${measuredMs / 1_000} s each.`,
	};
}

async function measure(
	engine: Parameters<typeof openPorts>[0],
	{ size, measuredMs }: { size: number; measuredMs: number },
) {
	const [{ bus: from }, { bus: to }] = await Promise.all([openPorts(engine), openPorts(engine)]);
	const message = {
		rows: Array.from({ length: size }, (_, index) => [makeJob({ key: `bench:${index}` }), 7, 1_000, 1]),
	};
	const waits: number[] = [];
	await to.subscribe('bench', (heard) => waits.push(performance.now() - (heard as { at: number }).at));
	const startedAt = performance.now();
	const isOver = () => performance.now() - startedAt >= measuredMs;
	let sent = 0;
	await Promise.all(
		Array.from({ length: underWay }, async () => {
			for (; !isOver(); sent += 1) await from.publish('bench', { ...message, at: performance.now() });
		}),
	);
	while (waits.length < sent) await sleep(5);
	const perSecond = (sent * 1_000) / (performance.now() - startedAt);
	await Promise.all([from.close(), to.close()]);
	return { 'messages/s': perSecond, 'rows/s': perSecond * size, 'p50 ms': percentile(waits, 0.5) };
}
