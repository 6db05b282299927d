import { openEngine } from 'jobtray/bullmq';
import { createWorker } from 'jobtray/worker';
import { answerParent } from '../measure/child.ts';

/** One of several workers, each in a process and with connections of its own. */
export interface EndsWorker {
	/** Takes a queue's jobs, eight at once; each tells progress once and ends. Resolves once it takes them. */
	work(url: string, queue: string): Promise<void>;
}

answerParent<EndsWorker>({
	async work(url, queue) {
		const engine = await openEngine(url);
		const worker = createWorker({ engine, queue, concurrency: 8, run: async (_, { progress }) => progress(0.5) });
		await worker.ready;
	},
});
