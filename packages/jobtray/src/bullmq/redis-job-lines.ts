import type { RedisClient } from './connect-redis.ts';
import { cancelledReason, type EngineState, holdAtLeastMs, type JobLine } from './job-row.ts';
import type { ListScope } from './job-store.ts';
import { toOwnKey } from './redis-cancels.ts';
import { createRecall, cutIds, type Stretch } from './stretches.ts';
import { decodeTold, isRecord } from './told-progress.ts';

/** Longer progress is not the worker helper's. */
const toldBytes = 16 * 1024;

// Questions and answers are JSON, one string each: the client takes ten times as long for as many parts.
const idsScript = `
	local base, since = ARGV[1], ARGV[2]
	local listed = {}
	for i, list in ipairs({ 'active', 'wait', 'paused' }) do listed[i] = redis.call('LRANGE', base .. list, 0, -1) end
	for i, set in ipairs({ 'prioritized', 'delayed', 'waiting-children' }) do
		listed[3 + i] = redis.call('ZRANGE', base .. set, 0, -1)
	end
	for i, set in ipairs({ base .. 'completed', base .. 'failed', KEYS[1] }) do
		listed[6 + i] = redis.call('ZRANGEBYSCORE', set, since, '+inf')
	end
	return cjson.encode(listed)`;

// For each id what a line needs beyond its state: nothing (`false`) where there is no such job, the note of one that is gone,
// or a list that begins with the number of attempts and when it was added.
const linesScript = `
	local cancels = KEYS[1]
	local base, state = ARGV[1], ARGV[2]
	local lines = {}
	for _, id in ipairs(cjson.decode(ARGV[3])) do
		local job = redis.call('HMGET', base .. id, 'name', 'atm', 'delay', 'failedReason', 'timestamp')
		local attempts = tonumber(job[2]) or 0
		local line = { attempts, job[5] }
		if state == 'gone' then
			line = not job[1] and redis.call('HGET', cancels, id)
		elseif not job[1] then
			line = false
		elseif state == 'failed' then
			line[3] = job[4] == '${cancelledReason}' and 1 or 0
		elseif state == 'delayed' or state == 'waiting-children' then
			line[3] = tonumber(job[3]) or 0
			line[4] = redis.call('HGET', cancels, id)
		elseif state == 'active' and redis.call('HSTRLEN', base .. id, 'progress') < ${toldBytes} then
			line[3] = redis.call('HGET', base .. id, 'progress')
		end
		lines[#lines + 1] = line
	end
	return cjson.encode(lines)`;

/** Lists all unfinished jobs of some queues in the order in which they start, then those ended since. */
export function createRedisListing(redis: RedisClient, prefix: string): (scope: ListScope) => Promise<Stretch[]> {
	const recalledAsks = createRecall<Ask[]>();
	const recalledLines = createRecall<Stretch>();

	async function listQueue(queue: string, since: number): Promise<{ ask: Ask; stretch: Stretch }[]> {
		const base = `${prefix}:${queue}:`;
		const asks = recalledAsks.begin(queue);
		const listed = String(await redis.eval(idsScript, 1, toOwnKey(base, 'ended'), base, String(since)));
		const asked = asks.recall(listed, () => toAsks(parse(listed)));
		asks.end();
		const cancels = toOwnKey(base, 'cancels');
		const answers = await Promise.all(
			asked.map(({ state, text }) => redis.eval(linesScript, 1, cancels, base, state, text)),
		);
		const lines = recalledLines.begin(queue);
		const stretches = asked.map((ask, index) => {
			const answer = String(answers[index]);
			return {
				ask,
				stretch: lines.recall(`${ask.state}${ask.text}${answer}`, () => toStretch({ queue, ask, answer })),
			};
		});
		lines.end();
		return stretches;
	}

	return async ({ queues, finishedSince }) => {
		const unfinished: Stretch[] = [];
		const ended: Stretch[] = [];
		for (const queue of queues) {
			for (const { ask, stretch } of await listQueue(queue, finishedSince)) {
				const isEnded = ask.state === 'completed' || ask.state === 'failed' || ask.state === 'gone';
				(isEnded ? ended : unfinished).push(stretch);
			}
		}
		return [...unfinished, ...ended];
	};
}

/** `gone`: cancelled before it began, and out of BullMQ. */
type Listing = EngineState | 'gone';

/** Jobs of which is asked in one go what their lines need. */
interface Ask {
	state: Listing;
	ids: readonly string[];
	/** These, as they are sent. */
	text: string;
}

/** The ids of a queue, by where they are: all at one moment. */
function toAsks(answer: unknown): Ask[] {
	const lists = Array.isArray(answer) ? answer.map(toIds) : [];
	const [active, wait, paused, prioritized, delayed, children, completed, failed, gone] = lists;
	// Lists are taken from their right end; sorted sets from their low end.
	const byState: [Listing, string[]][] = [
		['active', active?.reverse() ?? []],
		['waiting', [...(wait?.reverse() ?? []), ...(paused?.reverse() ?? []), ...(prioritized ?? [])]],
		['delayed', delayed ?? []],
		['waiting-children', children ?? []],
		['completed', completed ?? []],
		['failed', failed ?? []],
		['gone', gone ?? []],
	];
	const seen = new Set<string>();
	return byState.flatMap(([state, listed]) => {
		// One that was moved in between, or whose id was used again, counts where it comes first.
		const fresh = listed.filter((id) => !seen.has(id));
		for (const id of fresh) seen.add(id);
		return cutIds(fresh).map((ids) => ({ state, ids, text: JSON.stringify(ids) }));
	});
}

/** An empty list comes as an object. */
function toIds(list: unknown): string[] {
	return Array.isArray(list) ? list : [];
}

function toStretch({ queue, ask, answer }: { queue: string; ask: Ask; answer: string }): Stretch {
	const known = parse(answer);
	const lines: unknown[] = Array.isArray(known) ? known : [];
	return ask.ids.flatMap((id, index) => toLine({ queue, id, state: ask.state }, lines[index]) ?? []);
}

function toLine({ queue, id, state }: { queue: string; id: string; state: Listing }, known: unknown): JobLine | null {
	if (known === false || known === undefined) return null;
	const bare = { queue, id, held: false, cancelled: false, stopped: null, undoUntil: null, addedAt: null };
	if (state === 'gone') {
		const note = parse(known);
		if (!isRecord(note) || note.ended === undefined) return null;
		return { ...bare, state: 'failed', attemptsMade: Number(note.attemptsMade ?? 0) + 1, cancelled: true };
	}
	if (!Array.isArray(known)) return null;
	const [attemptsMade, added, more, noted] = known;
	const addedAt = Number(added);
	const line: JobLine = { ...bare, state, attemptsMade, addedAt };
	if (state === 'failed') line.cancelled = more === 1;
	if (state === 'active') {
		const told = decodeTold(parse(more));
		if (told?.pausedAt !== undefined) line.stopped = { run: told.run, waits: told.waits === true };
	}
	if (state === 'delayed' || state === 'waiting-children') {
		const note = parse(noted);
		const isOurs = isRecord(note) && note.ended === undefined && note.addedAt === addedAt;
		const leaving = isOurs ? note : null;
		line.undoUntil = leaving === null ? null : Number(leaving.undoUntil);
		// What is being cancelled is held by us: whether it was put aside before that is in our note.
		line.held = state === 'delayed' && Number(leaving?.delay ?? more) >= holdAtLeastMs;
	}
	return line;
}

function parse(text: unknown): unknown {
	if (typeof text !== 'string') return null;
	try {
		return JSON.parse(text);
	} catch {
		// Some other program's text: says nothing here.
		return null;
	}
}
