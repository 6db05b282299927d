import type { Engine } from 'jobtray/bullmq';
import { createWorker } from 'jobtray/worker';
import { watchSource } from '../src/testing/watch-source.ts';

/** A job goes through the engine, and the source tells of its end. */
export async function expectToWork(engine: Engine, queue: string): Promise<void> {
	const { hint } = await watchSource(engine.source({ queues: [queue] }));
	createWorker({ engine, queue, run: async () => undefined });
	const { id } = await engine.queue(queue).add('task', {});
	await hint((each) => each.type === 'ended' && each.key === `${queue}:${id}` && each.status === 'completed');
}
