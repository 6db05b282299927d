import type { Redis } from 'ioredis';
import { cancelledReason, type EngineState, holdAtLeastMs, type JobId, type JobLine, type JobRow } from './job-row.ts';
import type { ListScope } from './job-store.ts';
import { type CancelNote, listCancelled, readCancelNotes, toParent } from './redis-cancels.ts';
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
	'parentKey',
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
		const cancelled = await listCancelled(redis, { queue, since: finishedSince, prefix });
		for (const id of new Set([...completed, ...failed, ...cancelled])) ended.push({ queue, id });
	}
	// Status and run need a few fields of each; the pipeline brings them in one trip for every 500 jobs.
	return readRedisJobs(redis, { ids: [...ids, ...ended], prefix, withFamily: false });
}

/** Reads jobs by their ids, in the order asked. `withFamily` false leaves the number of children unknown. */
export async function readRedisJobs(
	redis: Redis,
	{ ids, prefix, withFamily = true }: { ids: readonly JobId[]; prefix: string; withFamily?: boolean },
): Promise<JobRow[]> {
	const active = new Map<string, Set<string>>();
	for (const queue of new Set(ids.map((each) => each.queue))) {
		active.set(queue, new Set(await redis.lrange(`${prefix}:${queue}:active`, 0, -1)));
	}
	const rows: JobRow[] = [];
	for (let from = 0; from < ids.length; from += chunkJobs) {
		const chunk = ids.slice(from, from + chunkJobs);
		const notes = new Map<string, Map<string, CancelNote>>();
		for (const queue of new Set(chunk.map((each) => each.queue))) {
			const ofQueue = chunk.flatMap((each) => (each.queue === queue ? each.id : []));
			notes.set(queue, await readCancelNotes(redis, { queue, ids: ofQueue, prefix }));
		}
		const pipeline = redis.pipeline();
		for (const { queue, id } of chunk) {
			pipeline.hmget(`${prefix}:${queue}:${id}`, ...fieldNames);
			for (const set of sets) pipeline.zscore(`${prefix}:${queue}:${set}`, id);
			if (!withFamily) continue;
			const key = `${prefix}:${queue}:${id}`;
			pipeline.scard(`${key}:dependencies`).hlen(`${key}:processed`).hlen(`${key}:failed`).zcard(`${key}:unsuccessful`);
		}
		const answers = (await pipeline.exec()) ?? [];
		chunk.forEach((job, index) => {
			const width = 1 + sets.length + (withFamily ? 4 : 0);
			const [fields, ...rest] = answers.slice(index * width, (index + 1) * width).map(([, value]) => value);
			const [scores, family] = [rest.slice(0, sets.length), rest.slice(sets.length)];
			const isActive = active.get(job.queue)?.has(job.id) === true;
			const note = notes.get(job.queue)?.get(job.id);
			const row = toRow(job, { fields, scores, family, isActive, note, prefix }) ?? toGoneRow(job, { note, prefix });
			if (row !== null) rows.push(row);
		});
	}
	return rows;
}

interface RawJob {
	fields: unknown;
	scores: unknown[];
	/** How many children it has, by what became of them. */
	family: unknown[];
	isActive: boolean;
	note: CancelNote | undefined;
	prefix: string;
}

function toRow({ queue, id }: JobId, { fields, scores, family, isActive, note, prefix }: RawJob): JobRow | null {
	if (!Array.isArray(fields)) return null;
	const [name, data, progress, returned, failedReason, priority, delay, ...numbers] = fields.map(toTextOrNull);
	const [addedAt, processedAt, finishedAt, attemptsMade, attemptsStarted, stalledCount] = numbers.map(toNumberOrNull);
	const parentKey = numbers.at(-1);
	if (name === null || name === undefined || addedAt === null || addedAt === undefined) return null;
	const state: EngineState =
		sets.find((_, index) => typeof scores[index] === 'string') ?? (isActive ? 'active' : 'waiting');
	const told = decodeTold(parse(progress));
	const isOpen = state === 'delayed' || state === 'waiting' || state === 'waiting-children';
	const leaving = isOpen && note?.ended === undefined ? note : undefined;
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
		held: state === 'delayed' && (leaving?.delay ?? toNumberOrNull(delay) ?? 0) >= holdAtLeastMs,
		cancelled: state === 'failed' && failedReason === cancelledReason,
		stopped: state === 'active' && told?.pausedAt !== undefined ? { run: told.run, waits: told.waits === true } : null,
		undoUntil: leaving?.undoUntil ?? null,
		askedAt: leaving?.askedAt ?? null,
		isGone: false,
		parent: toParent(parentKey, prefix),
		children: family.reduce<number>((sum, count) => sum + (typeof count === 'number' ? count : 0), 0),
	};
}

/** What is left of a job that was cancelled before it began. */
function toGoneRow({ queue, id }: JobId, { note, prefix }: Pick<RawJob, 'note' | 'prefix'>): JobRow | null {
	if (note?.ended === undefined) return null;
	return {
		queue,
		id,
		name: note.name,
		data: parse(note.data),
		progress: null,
		returned: null,
		failedReason: null,
		priority: note.priority,
		addedAt: note.addedAt,
		processedAt: null,
		finishedAt: note.ended,
		attemptsMade: note.attemptsMade + 1,
		attemptsStarted: 0,
		stalledCount: 0,
		state: 'failed',
		held: false,
		cancelled: true,
		stopped: null,
		undoUntil: null,
		askedAt: note.askedAt,
		isGone: true,
		parent: toParent(note.parentKey === false ? null : note.parentKey, prefix),
		children: 0,
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
