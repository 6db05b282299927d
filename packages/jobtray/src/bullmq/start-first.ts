import type { Job } from 'bullmq';

/**
 * Puts a waiting job at the head of its queue: on Postgres BullMQ puts what comes back at the tail.
 * A job with a priority keeps its place among its like.
 */
export async function startFirst(job: Pick<Job, 'priority' | 'changePriority'>): Promise<void> {
	if (job.priority === 0) await job.changePriority({ priority: 0, lifo: true });
}
