import type { PgQueryable } from 'bullmq';
import { cancelledReason, holdAtLeastMs, type JobId, type JobLine, type JobRow } from './job-row.ts';
import type { ListScope } from './job-store.ts';
import { createRecall, type Stretch } from './stretches.ts';

/** Jobs read by one statement; more would hold up the embedded database's only session. */
const chunkJobs = 500;

/** Bytes of progress that are read; honest progress is far below, and no more than this is worth mapping. */
const progressBytes = 16 * 1024;

// Numbers come as float8, which PGlite and pg both give as a number. What is being cancelled is held by us: whether it was
// put aside before that is in our note.
const lineColumns = `
	j.queue, j.id, j.state::text as state, j.attempts_made::float8 as "attemptsMade",
	(j.state = 'delayed' and coalesce(c.delay_ms, j.delay_ms) >= ${holdAtLeastMs}) as held,
	coalesce(j.failed_reason = '${cancelledReason}', false) as cancelled,
	case when j.state = 'active' and j.progress->>'jobtray' = '1' and j.progress ? 'pausedAt' then j.progress->>'run' end as "stoppedRun",
	coalesce(j.progress->>'waits' = 'true', false) as waits,
	case when j.state in ('delayed', 'waiting', 'waiting-children') then c.undo_until_ms::float8 end as "undoUntil",
	j.added_at_ms::float8 as "addedAt"`;

const jobs = `bullmq.job j left join jobtray.cancel c
	on c.queue = j.queue and c.id = j.id and c.added_at_ms = j.added_at_ms and c.ended_at_ms is null`;

// A listing is one value: the driver takes ten times as long for as many rows. As text, so that one like the last is seen
// without reading it.
const asOne = (lines: string) => `
	select coalesce(json_agg(json_build_array(queue, id, state, "attemptsMade", held, cancelled, "stoppedRun", waits, "undoUntil", "addedAt")), '[]')
	::text as lines from (${lines}) t`;

const unfinished = asOne(`
	select ${lineColumns} from ${jobs}
	where j.queue = any($1::text[]) and j.state in ('active', 'waiting', 'delayed', 'waiting-children')
	order by j.queue, case j.state when 'active' then 0 when 'waiting' then 1 else 2 end, j.priority, j.seq`);

const finished = asOne(`
	select ${lineColumns} from ${jobs}
	where j.queue = any($1::text[]) and j.state in ('completed', 'failed') and j.finished_at_ms >= $2::bigint
	order by j.finished_at_ms desc`);

const goneColumns = `
	c.queue, c.id, 'failed' as state, (c.attempts_made + 1)::float8 as "attemptsMade", false as held, true as cancelled,
	null as "stoppedRun", false as waits, null::float8 as "undoUntil", c.added_at_ms::float8 as "addedAt"`;

// An id may have been given to another job since.
const isGone = `
	c.ended_at_ms is not null and not exists (select 1 from bullmq.job j where j.queue = c.queue and j.id = c.id)`;

const cancelledSince = asOne(`
	select ${goneColumns} from jobtray.cancel c where ${isGone} and c.queue = any($1::text[]) and c.ended_at_ms >= $2::bigint
	order by c.ended_at_ms desc`);

const rowColumns = `${lineColumns}, j.name,
	case when pg_column_size(j.progress) <= ${progressBytes} then j.progress else to_jsonb('?'::text) end as progress,
	case when jsonb_typeof(j.return_value) = 'object' then jsonb_build_object(
		'href', j.return_value->'href', 'thumbnail', j.return_value->'thumbnail', 'label', j.return_value->'label') end as returned,
	left(j.failed_reason, 8000) as "failedReason", j.priority::float8 as priority,
	j.attempts_started::float8 as "attemptsStarted", j.stalled_count::float8 as "stalledCount",
	j.processed_at_ms::float8 as "processedAt", j.finished_at_ms::float8 as "finishedAt",
	c.asked_at_ms::float8 as "askedAt", false as "isGone", j.parent_queue as "parentQueue", j.parent_id as "parentId",
	(select count(*) from bullmq.job_dependency d where d.parent_queue = j.queue and d.parent_id = j.id)::float8 as children`;

const goneRowColumns = `${goneColumns}, c.name, null::jsonb as progress, null::jsonb as returned, null as "failedReason",
	c.priority::float8 as priority, 0::float8 as "attemptsStarted", 0::float8 as "stalledCount",
	null::float8 as "processedAt", c.ended_at_ms::float8 as "finishedAt",
	c.asked_at_ms::float8 as "askedAt", true as "isGone", c.parent_queue as "parentQueue", c.parent_id as "parentId",
	0::float8 as children`;

function selectRows(withData: boolean): string {
	const data = (table: string) =>
		withData ? `${table}.data` : `jsonb_build_object('jobtray', ${table}.data->'jobtray')`;
	return `
		select ${rowColumns}, ${data('j')} as data from ${jobs}
		where (j.queue, j.id) in (select * from unnest($1::text[], $2::text[]))
		union all
		select ${goneRowColumns}, ${data('c')} as data from unnest($1::text[], $2::text[]) as t(queue, id)
		cross join lateral (select * from jobtray.cancel k where k.queue = t.queue and k.id = t.id offset 0) c
		where ${isGone}`;
}

type SqlLine = Omit<JobLine, 'stopped' | 'addedAt'> & { stoppedRun: string | null; waits: boolean; addedAt: number };
/** The columns of a line, in the order of the listing. */
type ListedLine = [
	queue: string,
	id: string,
	state: SqlLine['state'],
	attemptsMade: number,
	held: boolean,
	cancelled: boolean,
	stoppedRun: string | null,
	waits: boolean,
	undoUntil: number | null,
	addedAt: number,
];
type SqlRow = Omit<JobRow, keyof JobLine | 'parent'> &
	SqlLine & { parentQueue: string | null; parentId: string | null };

/** Lists all unfinished jobs of some queues in the order in which they start, then those ended since. */
export function createSqlListing(pool: PgQueryable): (scope: ListScope) => Promise<Stretch[]> {
	const recalled = createRecall<Stretch>();
	return async ({ queues, finishedSince }) => {
		const names = [...queues];
		const since = Math.floor(finishedSince);
		const answers = await Promise.all([
			pool.query<{ lines: string }>(unfinished, [names]),
			pool.query<{ lines: string }>(finished, [names, since]),
			pool.query<{ lines: string }>(cancelledSince, [names, since]),
		]);
		const { recall, end } = recalled.begin(JSON.stringify(names));
		const stretches = answers.map(({ rows }) => {
			const text = rows[0]?.lines ?? '[]';
			return recall(text, () => toStretch(text));
		});
		end();
		return stretches;
	};
}

function toStretch(text: string): Stretch {
	const lines: ListedLine[] = JSON.parse(text);
	return lines.map(fromListed);
}

function fromListed([
	queue,
	id,
	state,
	attemptsMade,
	held,
	cancelled,
	stoppedRun,
	waits,
	undoUntil,
	addedAt,
]: ListedLine): JobLine {
	return toLine({ queue, id, state, attemptsMade, held, cancelled, stoppedRun, waits, undoUntil, addedAt });
}

/** Reads jobs by their ids. */
export async function readSqlJobs(
	pool: PgQueryable,
	{ ids, withData }: { ids: readonly JobId[]; withData: boolean },
): Promise<JobRow[]> {
	const statement = selectRows(withData);
	const rows: JobRow[] = [];
	for (let from = 0; from < ids.length; from += chunkJobs) {
		const chunk = ids.slice(from, from + chunkJobs);
		const result = await pool.query<SqlRow>(statement, [chunk.map(({ queue }) => queue), chunk.map(({ id }) => id)]);
		for (const { parentQueue, parentId, ...row } of result.rows) {
			const parent = parentQueue === null || parentId === null ? null : { queue: parentQueue, id: parentId };
			rows.push({ ...row, ...toLine(row), parent });
		}
	}
	return rows;
}

function toLine({ stoppedRun, waits, ...row }: SqlLine): JobLine & Pick<JobRow, 'addedAt'> {
	const { queue, id, state, attemptsMade, held, undoUntil, addedAt } = row;
	const cancelled = row.cancelled && state === 'failed';
	const stopped = stoppedRun === null ? null : { run: Number(stoppedRun), waits };
	return { queue, id, state, attemptsMade, held, cancelled, stopped, undoUntil, addedAt };
}
