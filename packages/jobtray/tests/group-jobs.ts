import type { JobGroups } from '../src/client/index.ts';
import { isEnd, type Job } from '../src/protocol/job.ts';

/** What a list is laid out from: jobs in their groups, each in the order given. */
export function groupJobs(jobs: readonly Job[]): { groups: JobGroups; peek(key: string): Job | undefined } {
	const keys = (isIn: (job: Job) => boolean) => jobs.filter(isIn).map(({ key }) => key);
	return {
		groups: {
			running: keys(({ status }) => status === 'running'),
			paused: keys(({ status }) => status === 'paused'),
			queued: keys(({ status }) => status === 'queued'),
			finished: keys(({ status }) => isEnd(status)),
		},
		peek: (key) => jobs.find((job) => job.key === key),
	};
}
