import { type Action, isEnd, type Job } from '../../packages/jobtray/src/protocol/index.ts';
import type { FakeClient } from '../../packages/jobtray/src/testing/fake-client.ts';

/** What a row looks like at once after an action was asked for; the rest would be the worker's to say. */
const asked: Partial<Record<Action, (job: Job) => Partial<Job>>> = {
	pause: () => ({ wanted: 'paused', actions: ['cancel'] }),
	resume: () => ({ status: 'running', wanted: undefined, actions: ['pause', 'cancel'] }),
	cancel: () => ({ wanted: 'cancelled', actions: [] }),
};

/** Lets a gallery without a server show what was asked for, so that one can try the keys. */
export function obey(client: FakeClient): void {
	client.command = async (key, action) => {
		for (const scope of ['mine', 'all'] as const) {
			const feed = client.feed(scope);
			const job = feed.job(key).get();
			if (job !== undefined && !isEnd(job.status)) feed.put({ ...job, ...asked[action]?.(job) });
		}
		return { ok: true };
	};
}
