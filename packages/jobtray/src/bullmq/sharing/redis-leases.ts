import type { Leases } from '../../server/sharing/leases.ts';

/** What of a client for Redis is used; one for a cluster will do. */
export interface ScriptRunner {
	eval(script: string, keys: number, ...args: (string | number)[]): Promise<unknown>;
}

// A lease is one key, so that it is whole on a cluster as well. It stays when it is free: a term must not come twice. Should it
// be lost all the same, the next term is the time, which is higher than any that were counted from an earlier time.
const prepare = `
	local time = redis.call('TIME')
	local now = time[1] * 1000 + math.floor(time[2] / 1000)
	local lease = redis.call('HMGET', KEYS[1], 'holder', 'term', 'until')
	local term = tonumber(lease[2]) or 0
	local leftMs = (tonumber(lease[3]) or 0) - now`;

const acquire = `${prepare}
	if leftMs > 0 and lease[1] ~= ARGV[1] then return { 0, leftMs } end
	term = math.max(term + 1, now)
	redis.call('HSET', KEYS[1], 'holder', ARGV[1], 'term', string.format('%.0f', term),
		'until', string.format('%.0f', now + ARGV[2]))
	return { 1, term }`;

const renew = `${prepare}
	if leftMs <= 0 or lease[1] ~= ARGV[1] or lease[2] ~= ARGV[2] then return 0 end
	redis.call('HSET', KEYS[1], 'until', string.format('%.0f', now + ARGV[3]))
	return 1`;

const release = `${prepare}
	if lease[1] == ARGV[1] and lease[2] == ARGV[2] then redis.call('HSET', KEYS[1], 'until', 0) end
	return 0`;

/** Leases on Redis, by its clock. */
export function createRedisLeases(redis: ScriptRunner, { prefix }: { prefix: string }): Leases {
	// No queue has an empty name, so no key of a queue can be like this one.
	const toKey = (name: string) => `${prefix}::jobtray:lease:${name}`;
	return {
		async acquire(name, { holder, ttlMs }) {
			const answer = await redis.eval(acquire, 1, toKey(name), holder, ttlMs);
			const [isHeld, number] = Array.isArray(answer) ? answer.map(Number) : [];
			if (isHeld === undefined || number === undefined) throw new Error('Redis gave no answer to a lease.');
			return isHeld === 1 ? { type: 'held', term: number } : { type: 'taken', leftMs: number };
		},
		renew: async (name, { holder, term, ttlMs }) =>
			(await redis.eval(renew, 1, toKey(name), holder, String(term), ttlMs)) === 1,
		async release(name, { holder, term }) {
			await redis.eval(release, 1, toKey(name), holder, String(term));
		},
	};
}
