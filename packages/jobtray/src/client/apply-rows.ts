import { decodeCursor } from '../protocol/cursor.ts';
import type { Changes, Job } from '../protocol/index.ts';
import { toMovedJob } from '../protocol/moved.ts';
import type { Rows } from './create-rows.ts';
import type { RunEnd } from './feed.ts';
import type { Whole } from './reduce-sync.ts';
import { decideRunEnd } from './run-end.ts';

/** What a message did to the rows. */
export interface Applied {
	/** Keys whose row is another now. */
	changed: string[];
	ends: RunEnd[];
}

/** Rows in one message from which sorting everything once is cheaper than moving one at a time. */
const manyRows = 1_000;

/** Applies changes to rows that stand at `cursor`. What is older than what a row already shows does nothing. */
export function applyChanges(rows: Rows, { changes, cursor }: { changes: Changes; cursor: string | null }): Applied {
	const stand = decodeCursor(cursor)?.rev ?? -1;
	const ends: RunEnd[] = [];
	// Up to the cursor everything has been applied: a row that is unknown and not newer has been removed since.
	const news = changes.jobs.filter((job) => job.rev > (rows.get(job.key)?.job.rev ?? stand));
	const moved: Job[] = [];
	for (const each of changes.moved ?? []) {
		const row = rows.get(each[0]);
		const job = row === undefined ? null : toMovedJob(row.job, each);
		if (job !== null) moved.push(job);
	}
	const gone = changes.removed.flatMap(([key, rev]) => (rev > (rows.get(key)?.job.rev ?? rev) ? [key] : []));
	for (const after of news) {
		const end = decideRunEnd({ before: rows.get(after.key)?.job, after, learnt: 'live' });
		if (end !== null) ends.push(end);
	}
	// What merely moves keeps its place.
	for (const job of moved) rows.put(job);
	if (news.length + gone.length > manyRows) swap(rows, news, gone);
	else {
		for (const job of news) rows.put(job);
		for (const key of gone) rows.remove(key);
	}
	return { changed: [...moved.map(toKey), ...news.map(toKey), ...gone], ends };
}

function toKey({ key }: Job): string {
	return key;
}

function swap(rows: Rows, news: readonly Job[], gone: readonly string[]): void {
	const jobs = new Map<string, Job>();
	for (const key of rows.keys()) {
		const row = rows.get(key);
		if (row !== undefined) jobs.set(key, row.job);
	}
	for (const job of news) jobs.set(job.key, job);
	for (const key of gone) jobs.delete(key);
	rows.replaceAll([...jobs.values()], (row, job) => row.job === job);
}

/** Swaps in a whole snapshot. Where it is `related`, of the same board's life, rows that did not change keep their identity. */
export function applySnapshot(rows: Rows, { whole, related }: { whole: Whole; related: boolean }): RunEnd[] {
	const ends: RunEnd[] = [];
	for (const after of whole.jobs) {
		const end = decideRunEnd({ before: rows.get(after.key)?.job, after, learnt: 'snapshot' });
		if (end !== null) ends.push(end);
	}
	rows.replaceAll(whole.jobs, (row, job) => related && row.job.rev === job.rev);
	return ends;
}

/** Shows the row of a command's answer, which is of the feed's own board: the revisions of another gateway mean nothing here. */
export function applyAnswer(rows: Rows, job: Job): Applied {
	const before = rows.get(job.key)?.job;
	if (before === undefined || job.rev <= before.rev) return { changed: [], ends: [] };
	const end = decideRunEnd({ before, after: job, learnt: 'live' });
	rows.put(job);
	return { changed: [job.key], ends: end === null ? [] : [end] };
}
