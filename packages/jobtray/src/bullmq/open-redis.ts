import type { Queue } from 'bullmq';
import { connectRedis, type RedisPlace } from './connect-redis.ts';
import { EngineError } from './engine-error.ts';
import { importPeer } from './import-peer.ts';
import type { JobStore } from './job-store.ts';
import { withoutSecrets } from './parse-engine-url.ts';
import { createRedisCancels } from './redis-cancels.ts';
import { watchRedisEvents } from './redis-events.ts';
import { createRedisListing } from './redis-job-lines.ts';
import { readRedisJobs } from './redis-job-rows.ts';

/**
 * A connection that is read from and has said nothing for this long is taken for dead. Only there: a command that was sent
 * and is sent again may be done twice. Longer than any reading waits for an event.
 */
const silentMs = 15_000;

/** Connects to Redis or Valkey, one or a cluster. */
export async function openRedis(place: RedisPlace, { prefix }: { prefix: string }): Promise<JobStore> {
	const bullmq = await importPeer('bullmq', () => import('bullmq'));
	const name = withoutSecrets(place.urls.join(','));
	const { redis, facts } = await connectRedis(place).catch((cause) => {
		if (cause instanceof EngineError) throw cause;
		throw new EngineError('unreachable', `${name} does not answer. Check address, login and that it runs.`, { cause });
	});
	if (facts.evictionPolicy !== null && facts.evictionPolicy !== 'noeviction') {
		process.emitWarning(
			`${name} loses jobs when its memory is full: its maxmemory-policy is ${facts.evictionPolicy}. Set it to noeviction.`,
			{ type: 'JobtrayWarning', code: 'JOBTRAY_EVICTION' },
		);
	}
	const options = { connection: redis, prefix };
	// A cluster's nodes are each connected to by the client itself, with the options of `connectRedis`.
	const reading = 'nodes' in redis ? redis : redis.duplicate({ socketTimeout: silentMs });
	reading.on('error', () => undefined);
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
	const listing = createRedisListing(reading, prefix);
	return {
		kind: 'redis',
		assertQueue(queue) {
			if (!facts.isCluster || /\{[^}]+\}/.test(`${prefix}:${queue}`)) return;
			throw new EngineError(
				'keys-apart',
				`On a Redis Cluster the keys of the queue "${queue}" would be on several nodes. ` +
					`Give openEngine() { queuePrefix: '{${prefix}}' }, and BullMQ's own classes the same prefix.`,
			);
		},
		options,
		backend: bullmq.createRedisBackend,
		openRelay: (namespace) => new bullmq.Relay({ connection: redis, prefix, namespace }),
		list: listing,
		cancels: createRedisCancels({
			redis,
			prefix,
			remove: (queue, id) => openQueue(queue).remove(id, { removeChildren: false }),
		}),
		read: (ids) => readRedisJobs(reading, { ids, prefix }),
		watch: (queues, sink) =>
			watchRedisEvents(
				{
					redis: reading,
					queues,
					prefix,
					open: (name) => new bullmq.QueueEvents(name, { connection: reading, prefix, autorun: false }),
				},
				sink,
			),
		async close() {
			if (closed) return;
			closed = true;
			if (reading !== redis) reading.disconnect();
			// A client that is not connected would wait for that first.
			if (redis.status === 'ready') {
				await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
				await redis.quit();
			} else redis.disconnect();
		},
	};
}
