import type { PgQueryable } from 'bullmq';
import { cancelledReason, holdAtLeastMs, type JobLine, type JobRow } from './job-row.ts';
import type { JobId, ListScope } from './job-store.ts';

/** Jobs read by one statement; more would hold up the embedded database's only session. */
const chunkJobs = 500;

/** Bytes of progress that are read; honest progress is far below, and no more than this is worth mapping. */
const progressBytes = 16 * 1024;

// Numbers come as float8, which PGlite and pg both give as a number.
const lineColumns = `
	queue, id, state::text as state, attempts_made::float8 as "attemptsMade",
	(state = 'delayed' and delay_ms >= ${holdAtLeastMs}) as held,
	coalesce(failed_reason = '${cancelledReason}', false) as cancelled,
	case when state = 'active' and progress->>'jobtray' = '1' and progress ? 'pausedAt' then progress->>'run' end as "stoppedRun",
	coalesce(progress->>'waits' = 'true', false) as waits`;

const order = 'priority, seq';

const unfinished = `
	select ${lineColumns} from bullmq.job
	where queue = any($1::text[]) and state in ('active', 'waiting', 'delayed', 'waiting-children')
	order by queue, case state when 'active' then 0 when 'waiting' then 1 else 2 end, ${order}`;

const finished = `
	select ${lineColumns} from bullmq.job
	where queue = any($1::text[]) and state in ('completed', 'failed') and finished_at_ms >= $2::bigint
	order by finished_at_ms desc`;

const rowColumns = `${lineColumns}, name,
	case when pg_column_size(progress) <= ${progressBytes} then progress else to_jsonb('?'::text) end as progress,
	case when jsonb_typeof(return_value) = 'object' then jsonb_build_object(
		'href', return_value->'href', 'thumbnail', return_value->'thumbnail', 'label', return_value->'label') end as returned,
	left(failed_reason, 8000) as "failedReason", priority::float8 as priority,
	attempts_started::float8 as "attemptsStarted", stalled_count::float8 as "stalledCount",
	added_at_ms::float8 as "addedAt", processed_at_ms::float8 as "processedAt", finished_at_ms::float8 as "finishedAt"`;

const metaOnly = `jsonb_build_object('jobtray', data->'jobtray')`;

function selectRows(data: string): string {
	return `select ${rowColumns}, ${data} as data from bullmq.job
		where (queue, id) in (select * from unnest($1::text[], $2::text[]))`;
}

type SqlLine = Omit<JobLine, 'stopped'> & { stoppedRun: string | null; waits: boolean };

/** All unfinished jobs of some queues in the order in which they start, then those ended since. */
export async function listSqlJobs(pool: PgQueryable, { queues, finishedSince }: ListScope): Promise<JobLine[]> {
	const names = [...queues];
	const [open, ended] = await Promise.all([
		pool.query<SqlLine>(unfinished, [names]),
		pool.query<SqlLine>(finished, [names, Math.floor(finishedSince)]),
	]);
	return [...open.rows, ...ended.rows].map(toLine);
}

/** Reads jobs by their ids. */
export async function readSqlJobs(
	pool: PgQueryable,
	{ ids, withData }: { ids: readonly JobId[]; withData: boolean },
): Promise<JobRow[]> {
	const statement = selectRows(withData ? 'data' : metaOnly);
	const rows: JobRow[] = [];
	for (let from = 0; from < ids.length; from += chunkJobs) {
		const chunk = ids.slice(from, from + chunkJobs);
		const result = await pool.query<Omit<JobRow, keyof JobLine> & SqlLine>(statement, [
			chunk.map(({ queue }) => queue),
			chunk.map(({ id }) => id),
		]);
		for (const row of result.rows) rows.push({ ...row, ...toLine(row) });
	}
	return rows;
}

function toLine({ queue, id, state, attemptsMade, held, cancelled, stoppedRun, waits }: SqlLine): JobLine {
	const stopped = stoppedRun === null ? null : { run: Number(stoppedRun), waits };
	return { queue, id, state, attemptsMade, held, cancelled: cancelled && state === 'failed', stopped };
}
