import type { Queue } from 'bullmq';
import { EngineError } from './engine-error.ts';
import { importPeer } from './import-peer.ts';
import type { JobStore } from './job-store.ts';
import { withoutSecrets } from './parse-engine-url.ts';
import { createRedisCancels } from './redis-cancels.ts';
import { watchRedisEvents } from './redis-events.ts';
import { listRedisJobs, readRedisJobs } from './redis-job-rows.ts';

/** How long the first answer may take before the store counts as out of reach. */
const firstAnswerMs = 10_000;

/** Connects to Redis or Valkey. */
export async function openRedis(url: string, { prefix }: { prefix: string }): Promise<JobStore> {
	const bullmq = await importPeer('bullmq', () => import('bullmq'));
	const { Redis } = await importPeer('ioredis', () => import('ioredis'));
	// BullMQ demands that a command waits for the connection as long as it takes.
	const redis = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });
	// The client reconnects by itself; the event reader says when it cannot.
	redis.on('error', () => undefined);
	try {
		await Promise.race([redis.connect(), rejectAfter(firstAnswerMs)]);
		await redis.ping();
	} catch (cause) {
		redis.disconnect();
		throw new EngineError(
			'unreachable',
			`${withoutSecrets(url)} does not answer. Check address, login and that it runs.`,
			{
				cause,
			},
		);
	}
	const options = { connection: redis, prefix };
	// Taking a job out goes through BullMQ's own class, which knows what hangs on it.
	const queues = new Map<string, Queue>();
	const openQueue = (name: string) => {
		const known = queues.get(name);
		if (known !== undefined) return known;
		const queue = new bullmq.Queue(name, options);
		queue.on('error', () => undefined);
		queues.set(name, queue);
		return queue;
	};
	let closed = false;
	return {
		kind: 'redis',
		options,
		backend: bullmq.createRedisBackend,
		openRelay: (namespace) => new bullmq.Relay({ connection: redis, prefix, namespace }),
		list: (scope) => listRedisJobs(redis, { ...scope, prefix }),
		cancels: createRedisCancels({
			redis,
			prefix,
			remove: (queue, id) => openQueue(queue).remove(id, { removeChildren: false }),
		}),
		read: (ids) => readRedisJobs(redis, { ids, prefix }),
		watch: (queues, sink) =>
			watchRedisEvents(
				{ redis, queues, prefix, open: (name) => new bullmq.QueueEvents(name, { ...options, autorun: false }) },
				sink,
			),
		async close() {
			if (closed) return;
			closed = true;
			await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
			await redis.quit();
		},
	};
}

function rejectAfter(ms: number): Promise<never> {
	return new Promise((_, reject) => {
		setTimeout(() => reject(new Error(`No answer within ${ms} ms.`)), ms).unref();
	});
}
