import type { Redis } from 'ioredis';
import { cancelledReason, type EngineState, holdAtLeastMs, type JobLine, type JobRow } from './job-row.ts';
import type { JobId, ListScope } from './job-store.ts';
import { decodeTold } from './told-progress.ts';

/** Jobs read by one pipeline. */
const chunkJobs = 500;

const fieldNames = [
	'name',
	'data',
	'progress',
	'returnvalue',
	'failedReason',
	'priority',
	'delay',
	'timestamp',
	'processedOn',
	'finishedOn',
	'atm',
	'ats',
	'stc',
] as const;

/** Sorted sets that say where a job is, in the order asked. */
const sets = ['completed', 'failed', 'delayed', 'waiting-children'] as const satisfies readonly EngineState[];

/** All unfinished jobs of some queues in the order in which they start, then those ended since. */
export async function listRedisJobs(redis: Redis, scope: ListScope & { prefix: string }): Promise<JobLine[]> {
	const { queues, finishedSince, prefix } = scope;
	const ids: JobId[] = [];
	const ended: JobId[] = [];
	for (const queue of queues) {
		const key = (part: string) => `${prefix}:${queue}:${part}`;
		const [active, wait, paused, prioritized, delayed, children, completed, failed] = await Promise.all([
			redis.lrange(key('active'), 0, -1),
			redis.lrange(key('wait'), 0, -1),
			redis.lrange(key('paused'), 0, -1),
			redis.zrange(key('prioritized'), '0', '-1'),
			redis.zrange(key('delayed'), '0', '-1'),
			redis.zrange(key('waiting-children'), '0', '-1'),
			redis.zrange(key('completed'), String(finishedSince), '+inf', 'BYSCORE'),
			redis.zrange(key('failed'), String(finishedSince), '+inf', 'BYSCORE'),
		]);
		// Lists are taken from their right end; sorted sets from their low end.
		const waiting = [...wait.reverse(), ...paused.reverse(), ...prioritized];
		for (const id of [...active.reverse(), ...waiting, ...delayed, ...children]) ids.push({ queue, id });
		for (const id of [...completed, ...failed]) ended.push({ queue, id });
	}
	// Status and run need a few fields of each; the pipeline brings them in one trip for every 500 jobs.
	const rows = await readRedisJobs(redis, { ids: [...ids, ...ended], prefix });
	return rows;
}

/** Reads jobs by their ids, in the order asked. */
export async function readRedisJobs(
	redis: Redis,
	{ ids, prefix }: { ids: readonly JobId[]; prefix: string },
): Promise<JobRow[]> {
	const active = new Map<string, Set<string>>();
	for (const queue of new Set(ids.map((each) => each.queue))) {
		active.set(queue, new Set(await redis.lrange(`${prefix}:${queue}:active`, 0, -1)));
	}
	const rows: JobRow[] = [];
	for (let from = 0; from < ids.length; from += chunkJobs) {
		const chunk = ids.slice(from, from + chunkJobs);
		const pipeline = redis.pipeline();
		for (const { queue, id } of chunk) {
			pipeline.hmget(`${prefix}:${queue}:${id}`, ...fieldNames);
			for (const set of sets) pipeline.zscore(`${prefix}:${queue}:${set}`, id);
		}
		const answers = (await pipeline.exec()) ?? [];
		chunk.forEach((job, index) => {
			const width = 1 + sets.length;
			const [fields, ...scores] = answers.slice(index * width, (index + 1) * width).map(([, value]) => value);
			const row = toRow(job, { fields, scores, isActive: active.get(job.queue)?.has(job.id) === true });
			if (row !== null) rows.push(row);
		});
	}
	return rows;
}

interface RawJob {
	fields: unknown;
	scores: unknown[];
	isActive: boolean;
}

function toRow({ queue, id }: JobId, { fields, scores, isActive }: RawJob): JobRow | null {
	if (!Array.isArray(fields)) return null;
	const [name, data, progress, returned, failedReason, priority, delay, ...numbers] = fields.map(toTextOrNull);
	const [addedAt, processedAt, finishedAt, attemptsMade, attemptsStarted, stalledCount] = numbers.map(toNumberOrNull);
	if (name === null || name === undefined || addedAt === null || addedAt === undefined) return null;
	const state: EngineState =
		sets.find((_, index) => typeof scores[index] === 'string') ?? (isActive ? 'active' : 'waiting');
	const told = decodeTold(parse(progress));
	return {
		queue,
		id,
		name,
		data: parse(data),
		progress: parse(progress),
		returned: parse(returned),
		failedReason: failedReason ?? null,
		priority: toNumberOrNull(priority) ?? 0,
		addedAt,
		processedAt: processedAt ?? null,
		finishedAt: finishedAt ?? null,
		attemptsMade: attemptsMade ?? 0,
		attemptsStarted: attemptsStarted ?? 0,
		stalledCount: stalledCount ?? 0,
		state,
		held: state === 'delayed' && (toNumberOrNull(delay) ?? 0) >= holdAtLeastMs,
		cancelled: state === 'failed' && failedReason === cancelledReason,
		stopped: state === 'active' && told?.pausedAt !== undefined ? { run: told.run, waits: told.waits === true } : null,
	};
}

function parse(text: string | null | undefined): unknown {
	if (text === null || text === undefined) return null;
	try {
		return JSON.parse(text);
	} catch {
		// Some other program's text: mapped as such.
		return text;
	}
}

function toTextOrNull(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}

function toNumberOrNull(value: string | null | undefined): number | null {
	const number = Number(value ?? Number.NaN);
	return Number.isFinite(number) ? number : null;
}
