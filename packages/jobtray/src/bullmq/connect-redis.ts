import type { ConnectionOptions } from 'node:tls';
import type { Cluster, Redis } from 'ioredis';
import { importPeer } from './import-peer.ts';

/** A client of one Redis, or of a cluster. */
export type RedisClient = Redis | Cluster;

/** What a Redis tells of itself. */
export interface RedisFacts {
	isCluster: boolean;
	/** What it does when its memory is full; `null` where it does not tell. */
	evictionPolicy: string | null;
}

/** Where a Redis is. */
export interface RedisPlace {
	/** Several are nodes of one cluster. */
	urls: readonly [string, ...string[]];
	/** For `rediss://`, beyond the machine's own certificate authorities. */
	tls?: ConnectionOptions;
}

/** How long the first answer may take before the store counts as out of reach. */
const firstAnswerMs = 10_000;

/** Connects to a Redis, or to a cluster, of which one node's address is enough. Rejects with the client's own error. */
export async function connectRedis({ urls, tls }: RedisPlace): Promise<{ redis: RedisClient; facts: RedisFacts }> {
	const ioredis = await importPeer('ioredis', () => import('ioredis'));

	function openOne(): Redis {
		const secure = urls[0].startsWith('rediss:') && tls !== undefined ? { tls } : {};
		// BullMQ demands that a command waits for the connection as long as it takes.
		return new ioredis.Redis(urls[0], { ...secure, maxRetriesPerRequest: null, lazyConnect: true });
	}

	function openCluster(): Cluster {
		const { username, password, protocol } = new URL(urls[0]);
		const login = {
			...(username === '' ? {} : { username: decodeURIComponent(username) }),
			...(password === '' ? {} : { password: decodeURIComponent(password) }),
		};
		return new ioredis.Cluster([...urls], {
			lazyConnect: true,
			redisOptions: {
				...login,
				...(protocol === 'rediss:' ? { tls: tls ?? {} } : {}),
				maxRetriesPerRequest: null,
			},
			// A certificate names hosts, not the numbers that nodes are known by; names are resolved by the connection.
			dnsLookup: (address, done) => done(null, address),
		});
	}

	if (urls.length > 1) return answered(openCluster());
	const one = await answered(openOne());
	if (!one.facts.isCluster) return one;
	one.redis.disconnect();
	return answered(openCluster());
}

async function answered<Client extends RedisClient>(redis: Client): Promise<{ redis: Client; facts: RedisFacts }> {
	// The client reconnects by itself; the event reader says when it cannot. The last error says why the first answer fails.
	let last: unknown;
	redis.on('error', (error) => {
		last = error;
	});
	try {
		await Promise.race([redis.connect(), rejectAfter(firstAnswerMs)]);
		return { redis, facts: await readFacts(redis) };
	} catch (error) {
		redis.disconnect();
		// What ends a wait only says that the connection is closed.
		throw last ?? error;
	}
}

async function readFacts(redis: RedisClient): Promise<RedisFacts> {
	await redis.ping();
	// A login may be kept from asking; then nothing is known, and nothing is warned of.
	const info = String(await redis.info().catch(() => ''));
	const [, evictionPolicy = null] = /^maxmemory_policy:(\S+)/m.exec(info) ?? [];
	return { isCluster: /^redis_mode:cluster/m.test(info), evictionPolicy };
}

function rejectAfter(ms: number): Promise<never> {
	return new Promise((_, reject) => {
		setTimeout(() => reject(new Error(`No answer within ${ms} ms.`)), ms).unref();
	});
}
