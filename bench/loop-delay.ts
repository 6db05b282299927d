import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from './measure/report.ts';
import { openStudioSession } from './measure/studio-session.ts';

const measuredMs = 15_000;

/** What must not be exceeded at p99 while two scenes are encoded. */
const budgetMs = 100;

/** How long the server's event loop keeps a request waiting: idle, and while two scenes are encoded in 1080p. */
export async function runLoopDelayBench(): Promise<Report> {
	const dataFolder = await mkdtemp(join(tmpdir(), 'bench-'));
	const studio = await openStudioSession(dataFolder);
	try {
		const idle = await measureDelay('idle');
		for (const name of ['One', 'Other']) await studio.generate({ name, seconds: 120, height: 1080 });
		await sleep(5_000);
		const busy = await measureDelay('two scenes in 1080p');
		return {
			rows: [idle, busy],
			says: `With two encodes the event loop is late by ${busy['p99 ms'].toFixed(1)} ms at p99; the budget is ${budgetMs} ms.`,
		};
	} finally {
		await studio.close();
		await rm(dataFolder, { recursive: true, force: true });
	}
}

async function measureDelay(server: string) {
	const histogram = monitorEventLoopDelay({ resolution: 5 });
	histogram.enable();
	await sleep(measuredMs);
	histogram.disable();
	const toMs = (share: number) => histogram.percentile(share) / 1e6;
	return { server, 'p50 ms': toMs(50), 'p99 ms': toMs(99), 'most ms': histogram.max / 1e6 };
}
