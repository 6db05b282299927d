import type { RedisClient } from './connect-redis.ts';
import { cancelledReason, type EngineState, holdAtLeastMs, type JobId, type JobRow } from './job-row.ts';
import { byQueue, type CancelNote, readCancelNotes, toParent } from './redis-cancels.ts';
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

/** Reads jobs by their ids, queue by queue. */
export async function readRedisJobs(
	redis: RedisClient,
	{ ids, prefix }: { ids: readonly JobId[]; prefix: string },
): Promise<JobRow[]> {
	const rows: JobRow[] = [];
	for (const [queue, ofQueue] of byQueue(ids))
		rows.push(...(await readOfQueue(redis, { queue, ids: ofQueue.map(({ id }) => id), prefix })));
	return rows;
}

/** One trip for every 500 jobs; on a cluster all keys of a trip are on one node. */
async function readOfQueue(
	redis: RedisClient,
	{ queue, ids, prefix }: { queue: string; ids: readonly string[]; prefix: string },
): Promise<JobRow[]> {
	const base = `${prefix}:${queue}:`;
	const active = new Set(await redis.lrange(`${base}active`, 0, -1));
	const rows: JobRow[] = [];
	for (let from = 0; from < ids.length; from += chunkJobs) {
		const chunk = ids.slice(from, from + chunkJobs);
		const notes = await readCancelNotes(redis, { queue, ids: chunk, prefix });
		const pipeline = redis.pipeline();
		for (const id of chunk) {
			const key = `${base}${id}`;
			pipeline.hmget(key, ...fieldNames);
			for (const set of sets) pipeline.zscore(`${base}${set}`, id);
			pipeline.scard(`${key}:dependencies`).hlen(`${key}:processed`).hlen(`${key}:failed`).zcard(`${key}:unsuccessful`);
		}
		const answers = (await pipeline.exec()) ?? [];
		chunk.forEach((id, index) => {
			const width = 1 + sets.length + 4;
			const [fields, ...rest] = answers.slice(index * width, (index + 1) * width).map(([, value]) => value);
			const [scores, family] = [rest.slice(0, sets.length), rest.slice(sets.length)];
			const job = { queue, id };
			const note = notes.get(id);
			const row =
				toRow(job, { fields, scores, family, isActive: active.has(id), note, prefix }) ??
				toGoneRow(job, { note, prefix });
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
	// A note of another birth is of a job that was removed, whose id this one has now.
	const leaving = isOpen && note?.ended === undefined && note?.addedAt === addedAt ? note : undefined;
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
