import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'bullmq';
import { describeJob, type openEngine } from 'jobtray/bullmq';

type Engine = Awaited<ReturnType<typeof openEngine>>;

/** What a load consists of. */
export interface LoadOptions {
	queue: string;
	/** Jobs that run at once. */
	jobs: number;
	/** Whose they are. */
	owner: string;
	/** Time between two words of one job, milliseconds; 0: as fast as the engine takes them. */
	everyMs: number;
}

/** Jobs that run and tell progress. */
export interface Load {
	/** How often progress has been told and taken by the engine. */
	told(): number;
	/** Ends all of them. */
	stop(): Promise<void>;
}

/** Runs jobs by BullMQ's own worker, which know nothing of the tray, and resolves once all have told progress. */
export async function startLoad(engine: Engine, { queue, jobs, owner, everyMs }: LoadOptions): Promise<Load> {
	let told = 0;
	let begun = 0;
	let isOver = false;
	await addJobs(engine, { queue, jobs, owner });
	const worker = new Worker(
		queue,
		async (job) => {
			// Spread over the time between two words, so that they do not come at once.
			await sleep(Math.random() * everyMs);
			for (let percent = 0; !isOver; percent = (percent + 1) % 100) {
				const saidAt = performance.now();
				await job.updateProgress(percent);
				told += 1;
				if (begun < jobs && percent === 0) begun += 1;
				await sleep(Math.max(0, everyMs - (performance.now() - saidAt)));
			}
		},
		{ ...engine.bullmq.options, concurrency: jobs, lockDuration: 600_000 },
		engine.bullmq.backend,
	);
	worker.on('error', (error) => console.error('load:', error.message));
	while (begun < jobs) await sleep(50);
	return {
		told: () => told,
		async stop() {
			isOver = true;
			await worker.close();
		},
	};
}

/** Adds jobs in batches. */
export async function addJobs(
	engine: Engine,
	{ queue, jobs, owner }: Pick<LoadOptions, 'queue' | 'jobs' | 'owner'>,
): Promise<void> {
	const perBatch = 500;
	for (let from = 0; from < jobs; from += perBatch) {
		const batch = Array.from({ length: Math.min(perBatch, jobs - from) }, (_, index) => ({
			name: 'scene',
			data: describeJob(
				{},
				{ name: `Generating Scene ${from + index} · Mira, forest at dusk`, owner: { id: owner, name: owner } },
			),
		}));
		await engine.queue(queue).addBulk(batch);
	}
}
