import { type Job, Worker } from 'bullmq';
import { describeJob, openEngine } from 'jobtray/bullmq';
import { answerParent } from '../measure/child.ts';
import { createPacer, type Pacer } from '../measure/pacer.ts';

let pacer: Pacer | undefined;

const answers = {
	/** Starts jobs that never end, one owner's after the other's. */
	async open({ url, queues, jobs, owners }: { url: string; queues: string[]; jobs: number; owners: number }) {
		const { bullmq, queue } = await openEngine(url);
		const running: Job[] = [];
		for (const [index, name] of queues.entries()) {
			const each = Math.ceil(jobs / queues.length);
			await queue(name).addBulk(
				Array.from({ length: each }, (_, job) => {
					const id = `owner-${(job * queues.length + index) % owners}`;
					return { name: 'task', data: describeJob({}, { name: `Scene ${job}`, owner: { id, name: id } }) };
				}),
			);
			const worker = new Worker(
				name,
				async (job) => {
					running.push(job);
					await new Promise(() => {});
				},
				{ ...bullmq.options, concurrency: each, lockDuration: 600_000 },
				bullmq.backend,
			);
			worker.on('error', () => {});
		}
		while (running.length < jobs) await new Promise((resolve) => setTimeout(resolve, 20));
		pacer = createPacer((count) => {
			const job = running[count % running.length];
			void job?.updateProgress((count / running.length) % 100).catch(() => {});
		});
	},
	run: (perSecond: number) => pacer?.run(perSecond),
	stop: () => pacer?.stop(),
	told: () => pacer?.count ?? 0,
};

/** What the process answers. */
export type ProgressMaker = typeof answers;

answerParent(answers);
