import type { PgQueryable } from 'bullmq';

/** Counts against a job that brings its process down each time are kept, but never end it here; the worker's limit does. */
const noLimit = 1_000_000;

const queuesWithOrphans = `
	update bullmq.job set locked_until_ms = 0, stalled_marked = true where state = 'active' returning queue`;

/**
 * Puts back what ran when the last process of an embedded store died: nobody else can be at it, so there is no need to wait
 * until its lock runs out. It goes to the head of its queue, and counts as stalled.
 */
export async function recoverOrphans(pool: PgQueryable): Promise<void> {
	const { rows } = await pool.query<{ queue: string }>(queuesWithOrphans);
	for (const queue of new Set(rows.map((row) => row.queue))) {
		await pool.query(`delete from bullmq.meta where queue = $1 and field = 'stalled-check'`, [queue]);
		const moved = await pool.query<{ id: string }>(
			'select id from bullmq.move_stalled_jobs_to_wait($1::text, $2::int, $3::bigint, 0::bigint) as id',
			[queue, noLimit, Date.now()],
		);
		// The first of them last, so that it is the first again.
		for (const { id } of moved.rows.reverse()) {
			await pool.query(
				`update bullmq.job set seq = -nextval('bullmq.job_seq') where queue = $1 and id = $2 and priority = 0`,
				[queue, id],
			);
		}
	}
}
