import { type Cancels, chunkCancels, keepCancelledMs } from './cancels.ts';
import type { RedisClient } from './connect-redis.ts';
import { holdMs, type JobId, type MeantId } from './job-row.ts';
import { isRecord } from './told-progress.ts';

/** Whoever takes what is due and dies leaves it to others after this long, milliseconds. */
const claimMs = 10_000;

// A queue's jobs that are being cancelled before they begin, and that were: `cancels` has a note of each, `due` until when
// it can be taken back, `ended` when it was carried out; `order` is the line as it would be without the holds, kept while
// there are any.
const keyParts = ['wait', 'prioritized', 'delayed', 'waiting-children', 'marker'] as const;
const ownParts = ['cancels', 'due', 'ended', 'order'] as const;

const keyNames = `
	local wait, prioritized, delayed, children, marker = unpack(KEYS, 1, 5)
	local cancels, due, ended, order = unpack(KEYS, 6, 9)
	local base = ARGV[1]
	local now = tonumber(ARGV[2])`;

// Lists are taken from their right end: what stands right of a job starts before it.
const hold = `${keyNames}
	local waits = {}
	local items = redis.call('LRANGE', wait, 0, -1)
	local inOrder = {}
	for _, id in ipairs(redis.call('LRANGE', order, 0, -1)) do inOrder[id] = true end
	for i = #items, 1, -1 do
		local id = items[i]
		waits[id] = true
		if not inOrder[id] then
			if i == #items then redis.call('RPUSH', order, id) else redis.call('LINSERT', order, 'BEFORE', items[i + 1], id) end
		end
	end
	local far = string.format('%.0f', (now + tonumber(ARGV[4])) * 0x1000)
	local held = {}
	for i = 5, #ARGV, 2 do
		local id = ARGV[i]
		local known = redis.call('HGET', cancels, id)
		local note = known and cjson.decode(known)
		local job = redis.call('HMGET', base .. id, 'name', 'data', 'timestamp', 'atm', 'priority', 'parentKey', 'delay', 'rjk')
		local born = tonumber(job[3] or '')
		if note and born and born ~= note.addedAt then note = nil end
		local meant = tonumber(ARGV[i + 1])
		if meant and meant ~= (born or (note and note.addedAt)) then
			-- Its id is another's by now.
		elseif note and not note.ended then
			table.insert(held, id)
			table.insert(held, string.format('%.0f', note.undoUntil))
		elseif job[1] and not job[8] then
			local state = false
			local score = false
			if waits[id] and redis.call('LREM', wait, -1, id) > 0 then
				state = 'wait'
			else
				for name, set in pairs({ prioritized = prioritized, delayed = delayed, ['waiting-children'] = children }) do
					local found = redis.call('ZSCORE', set, id)
					if found then
						state = name
						score = found
						if name == 'prioritized' then redis.call('ZREM', set, id) end
					end
				end
			end
			if state then
				if state ~= 'waiting-children' then redis.call('ZADD', delayed, far, id) end
				redis.call('HSET', base .. id, 'delay', ARGV[4])
				redis.call('HSET', cancels, id, cjson.encode({
					askedAt = now, undoUntil = tonumber(ARGV[3]), state = state, score = score,
					delay = tonumber(job[7]) or 0, name = job[1], data = job[2] or '', addedAt = born or now,
					attemptsMade = tonumber(job[4]) or 0, priority = tonumber(job[5]) or 0, parentKey = job[6] or false,
				}))
				redis.call('ZADD', due, ARGV[3], id)
				redis.call('ZREM', ended, id)
				table.insert(held, id)
				table.insert(held, ARGV[3])
			end
		end
	end
	if redis.call('ZCARD', due) == 0 then redis.call('DEL', order) end
	return held`;

// A job goes behind the nearest one that stood before it and still waits; where all of them have begun, to the head.
const release = `${keyNames}
	local waits = {}
	for _, id in ipairs(redis.call('LRANGE', wait, 0, -1)) do waits[id] = true end
	local line = redis.call('LRANGE', order, 0, -1)
	local at = {}
	for i, id in ipairs(line) do at[id] = i end
	local ids = {}
	local meant = {}
	for i = 3, #ARGV, 2 do
		ids[#ids + 1] = ARGV[i]
		meant[ARGV[i]] = tonumber(ARGV[i + 1])
	end
	table.sort(ids, function(a, b) return (at[a] or 0) > (at[b] or 0) end)
	local freed = {}
	for _, id in ipairs(ids) do
		local known = redis.call('HGET', cancels, id)
		local note = known and cjson.decode(known)
		local isMeant = note and (meant[id] or note.addedAt) == note.addedAt
		if isMeant and not note.ended and not note.claimed and note.undoUntil > now then
			local isOurs = tonumber(redis.call('HGET', base .. id, 'timestamp') or '') == note.addedAt
			local isDelayed = isOurs and redis.call('ZSCORE', delayed, id)
			local isParent = isOurs and redis.call('ZSCORE', children, id)
			redis.call('HDEL', cancels, id)
			redis.call('ZREM', due, id)
			if isDelayed or isParent then
				redis.call('HSET', base .. id, 'delay', string.format('%.0f', note.delay))
				if isDelayed then
					if note.state == 'delayed' then
						redis.call('ZADD', delayed, note.score, id)
					elseif note.state == 'waiting-children' and note.delay > 0 then
						redis.call('ZADD', delayed, string.format('%.0f', (now + note.delay) * 0x1000), id)
					else
						redis.call('ZREM', delayed, id)
						if note.state == 'prioritized' then
							redis.call('ZADD', prioritized, note.score, id)
						elseif note.priority > 0 then
							redis.call('ZADD', prioritized, string.format('%.0f', note.priority * 0x100000000), id)
						else
							local ahead = (at[id] or #line) + 1
							while line[ahead] and not waits[line[ahead]] do ahead = ahead + 1 end
							if line[ahead] then redis.call('LINSERT', wait, 'BEFORE', line[ahead], id) else redis.call('RPUSH', wait, id) end
							waits[id] = true
						end
						redis.call('ZADD', marker, 0, '0')
					end
				end
				table.insert(freed, id)
			end
		end
	end
	local nextDelayed = redis.call('ZRANGE', delayed, 0, 0, 'WITHSCORES')
	if #freed > 0 and nextDelayed[2] then
		redis.call('ZADD', marker, string.format('%.0f', math.floor(tonumber(nextDelayed[2]) / 0x1000)), '1')
	end
	if redis.call('ZCARD', due) == 0 then redis.call('DEL', order) end
	return freed`;

const claim = `${keyNames}
	local ids = redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, tonumber(ARGV[3]))
	local claimed = {}
	for _, id in ipairs(ids) do
		local known = redis.call('HGET', cancels, id)
		if known then
			local note = cjson.decode(known)
			local born = tonumber(redis.call('HGET', base .. id, 'timestamp') or '')
			if born and born ~= note.addedAt then
				-- It was removed by others, and its id is another's by now.
				redis.call('HDEL', cancels, id)
				redis.call('ZREM', due, id)
			else
				note.claimed = true
				redis.call('HSET', cancels, id, cjson.encode(note))
				redis.call('ZADD', due, now + tonumber(ARGV[4]), id)
				table.insert(claimed, id)
				table.insert(claimed, note.parentKey or '')
			end
		else
			redis.call('ZREM', due, id)
		end
	end
	if redis.call('ZCARD', due) == 0 then redis.call('DEL', order) end
	return claimed`;

const finish = `${keyNames}
	local escaped = {}
	for i = 3, #ARGV do
		local id = ARGV[i]
		local known = redis.call('HGET', cancels, id)
		redis.call('ZREM', due, id)
		if known and redis.call('EXISTS', base .. id) == 1 then
			redis.call('HDEL', cancels, id)
			table.insert(escaped, id)
		elseif known then
			local note = cjson.decode(known)
			note.ended = now
			redis.call('HSET', cancels, id, cjson.encode(note))
			redis.call('ZADD', ended, now, id)
		end
	end
	if redis.call('ZCARD', due) == 0 then redis.call('DEL', order) end
	return escaped`;

const next = `${keyNames}
	return redis.call('ZRANGE', due, 0, 0, 'WITHSCORES')`;

const forget = `${keyNames}
	for _, id in ipairs(redis.call('ZRANGEBYSCORE', ended, '-inf', ARGV[3], 'LIMIT', 0, 1000)) do
		redis.call('ZREM', ended, id)
		redis.call('HDEL', cancels, id)
	end`;

/** What is noted of a job that is being cancelled before it begins, or was. */
export interface CancelNote {
	askedAt: number;
	undoUntil: number;
	/** How long it was to be delayed before. */
	delay: number;
	name: string;
	/** The job's data as BullMQ keeps it. */
	data: string;
	addedAt: number;
	attemptsMade: number;
	priority: number;
	parentKey: string | false;
	/** When it was carried out. */
	ended?: number;
}

/** Where the store's keys are, and how it takes a job out of BullMQ. */
export interface RedisCancelsParts {
	redis: RedisClient;
	prefix: string;
	remove(queue: string, id: string): Promise<unknown>;
}

/** Cancels on Redis: in keys of our own beside those of each queue. */
export function createRedisCancels({ redis, prefix, remove }: RedisCancelsParts): Cancels {
	async function run(
		queue: string,
		{ script, now, rest }: { script: string; now: number; rest: readonly (string | number)[] },
	) {
		const base = `${prefix}:${queue}:`;
		const keys = [...keyParts.map((part) => `${base}${part}`), ...ownParts.map((part) => toOwnKey(base, part))];
		const answer: unknown = await redis.eval(script, keys.length, ...keys, base, now, ...rest);
		return Array.isArray(answer) ? answer.map(String) : [];
	}

	async function settleQueue(queue: string, now: number) {
		await run(queue, { script: forget, now, rest: [now - keepCancelledMs] });
		const claimed = await run(queue, { script: claim, now, rest: [chunkCancels, claimMs] });
		const due = toPairs(claimed);
		// A job that cannot be removed is still there afterwards, and counts as escaped.
		await Promise.allSettled(due.map(([id]) => remove(queue, id)));
		const escaped = due.length === 0 ? [] : await run(queue, { script: finish, now, rest: due.map(([id]) => id) });
		const [, following] = await run(queue, { script: next, now, rest: [] });
		const isEscaped = new Set(escaped);
		const ended = due.filter(([id]) => !isEscaped.has(id));
		return {
			ended: ended.map(([id]) => ({ queue, id })),
			escaped: escaped.map((id) => ({ queue, id })),
			parents: ended.flatMap(([, parentKey]) => toParent(parentKey, prefix) ?? []),
			more: due.length === chunkCancels,
			nextAt: following === undefined ? null : Number(following),
		};
	}

	return {
		async hold(ids, { askedAt, undoUntil }) {
			const answers = byQueue(ids).map(async ([queue, ofQueue]) => {
				const held = await run(queue, { script: hold, now: askedAt, rest: [undoUntil, holdMs, ...toMeant(ofQueue)] });
				return toPairs(held).map(([id, until]) => ({ id: { queue, id }, undoUntil: Number(until) }));
			});
			return (await Promise.all(answers)).flat();
		},
		async release(ids, now) {
			const answers = byQueue(ids).map(async ([queue, ofQueue]) =>
				(await run(queue, { script: release, now, rest: toMeant(ofQueue) })).map((id) => ({ queue, id })),
			);
			return (await Promise.all(answers)).flat();
		},
		async settle(queues, now) {
			const parts = await Promise.all(queues.map((queue) => settleQueue(queue, now)));
			const nextAts = parts.flatMap(({ nextAt }) => nextAt ?? []);
			return {
				ended: parts.flatMap(({ ended }) => ended),
				escaped: parts.flatMap(({ escaped }) => escaped),
				parents: parts.flatMap(({ parents }) => parents),
				more: parts.some(({ more }) => more),
				nextAt: nextAts.length === 0 ? null : Math.min(...nextAts),
			};
		},
	};
}

/** The notes of these jobs, by id. */
export async function readCancelNotes(
	redis: RedisClient,
	{ queue, ids, prefix }: { queue: string; ids: readonly string[]; prefix: string },
): Promise<Map<string, CancelNote>> {
	const notes = new Map<string, CancelNote>();
	if (ids.length === 0) return notes;
	const texts = await redis.hmget(toOwnKey(`${prefix}:${queue}:`, 'cancels'), ...ids);
	ids.forEach((id, index) => {
		const note = decodeNote(texts[index]);
		if (note !== null) notes.set(id, note);
	});
	return notes;
}

/** The parts of BullMQ's key of a parent. */
export function toParent(parentKey: string | null | undefined, prefix: string): JobId | null {
	if (!parentKey?.startsWith(`${prefix}:`)) return null;
	const [queue = '', ...id] = parentKey.slice(prefix.length + 1).split(':');
	return queue === '' || id.length === 0 ? null : { queue, id: id.join(':') };
}

function decodeNote(text: string | null | undefined): CancelNote | null {
	if (typeof text !== 'string') return null;
	const note: unknown = JSON.parse(text);
	if (!isRecord(note) || typeof note.undoUntil !== 'number' || typeof note.name !== 'string') return null;
	return {
		askedAt: Number(note.askedAt),
		undoUntil: note.undoUntil,
		delay: Number(note.delay),
		name: note.name,
		data: String(note.data),
		addedAt: Number(note.addedAt),
		attemptsMade: Number(note.attemptsMade),
		priority: Number(note.priority),
		parentKey: typeof note.parentKey === 'string' ? note.parentKey : false,
		...(typeof note.ended === 'number' ? { ended: note.ended } : {}),
	};
}

/** The key of ours beside those of a queue. No job can have such an id: BullMQ allows no colon in them. */
export function toOwnKey(base: string, part: (typeof ownParts)[number]): string {
	return `${base}jobtray:${part}`;
}

/** Ids, by their queues. */
export function byQueue<Id extends JobId>(ids: readonly Id[]): [queue: string, ids: Id[]][] {
	const queues = new Map<string, Id[]>();
	for (const id of ids) {
		const known = queues.get(id.queue);
		if (known === undefined) queues.set(id.queue, [id]);
		else known.push(id);
	}
	return [...queues];
}

/** Each id with when its job was added, or nothing where any of that id is meant. */
function toMeant(ids: readonly MeantId[]): string[] {
	return ids.flatMap(({ id, addedAt }) => [id, addedAt === undefined ? '' : String(addedAt)]);
}

function toPairs(flat: readonly string[]): [string, string][] {
	return Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index] ?? '', flat[2 * index + 1] ?? '']);
}
