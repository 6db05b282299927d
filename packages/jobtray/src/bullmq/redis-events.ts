import type { QueueEvents } from 'bullmq';
import type { RedisClient } from './connect-redis.ts';
import type { EventSink } from './job-store.ts';
import type { EngineEvent } from './to-hints.ts';

/** How long one read waits for an event, milliseconds. */
const blockMs = 5_000;

/** How long to wait after a failed read before the next. */
const retryMs = 1_000;

/** BullMQ drops the oldest events; fewer than this at once mean that the reader is not far behind. */
const manyEvents = 50;

/** How to follow events on Redis. */
export interface RedisEventsOptions {
	redis: RedisClient;
	queues: readonly string[];
	prefix: string;
	/** Opens BullMQ's reader of a queue, not running. */
	open: (queue: string) => QueueEvents;
}

/** Follows the event streams of some queues, each from its end as it is now. */
export async function watchRedisEvents(options: RedisEventsOptions, sink: EventSink): Promise<() => Promise<void>> {
	const { redis, queues, prefix, open } = options;
	let closed = false;
	let down = 0;
	const readers = await Promise.all(
		queues.map(async (queue) => {
			const [last] = await redis.xrevrange(`${prefix}:${queue}:events`, '+', '-', 'COUNT', 1);
			const events = open(queue);
			// Failed reads are told below; without a listener they would end the process.
			events.on('error', () => undefined);
			return { queue, events, from: last?.[0] ?? '0-0' };
		}),
	);

	async function follow({ queue, events, from }: (typeof readers)[number]): Promise<void> {
		const backend = events.getBackend();
		let cursor = from;
		let reachable = true;
		while (!closed) {
			try {
				const streams = await backend.readEvents(cursor, blockMs);
				if (!reachable) {
					reachable = true;
					down -= 1;
					if (down === 0) sink.onReachable(true);
				}
				const entries = streams?.[0]?.[1] ?? [];
				const [newest] = entries.at(-1) ?? [];
				if (closed || newest === undefined) continue;
				const before = cursor;
				cursor = newest;
				sink.onEvents(entries.map(([id, fields]) => toEvent(queue, { id, fields })));
				if (entries.length >= manyEvents && (await isDropped(queue, before))) sink.onGap();
			} catch (error) {
				if (closed) return;
				sink.onError(error);
				if (reachable) {
					reachable = false;
					down += 1;
					if (down === 1) sink.onReachable(false);
				}
				await new Promise((resolve) => setTimeout(resolve, retryMs));
			}
		}
	}

	/** Whether an entry that came after this one may be gone: all older ones are. */
	async function isDropped(queue: string, id: string): Promise<boolean> {
		const [oldest] = await redis.xrange(`${prefix}:${queue}:events`, '-', '+', 'COUNT', 1);
		return oldest !== undefined && id !== '0-0' && isBefore(id, oldest[0]);
	}

	const following = readers.map(follow);
	return async () => {
		if (closed) return;
		closed = true;
		await Promise.allSettled(readers.map(({ events }) => events.close()));
		await Promise.allSettled(following);
	};
}

function isBefore(one: string, other: string): boolean {
	const [oneMs = 0, oneNumber = 0] = one.split('-').map(Number);
	const [otherMs = 0, otherNumber = 0] = other.split('-').map(Number);
	return oneMs < otherMs || (oneMs === otherMs && oneNumber < otherNumber);
}

function toEvent(queue: string, { id, fields }: { id: string; fields: readonly string[] }): EngineEvent {
	const named: Record<string, unknown> = {};
	for (let at = 0; at + 1 < fields.length; at += 2) named[fields[at] ?? ''] = fields[at + 1];
	const { event, ...rest } = named;
	return { queue, event: String(event), at: Number.parseInt(id, 10), fields: rest };
}
