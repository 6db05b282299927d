import type { Batch } from '../protocol/index.ts';
import type { Rows } from './create-rows.ts';
import type { Summary } from './feed.ts';

/** Sums rows up; the same object as before where nothing in it has changed. */
export function toSummary(rows: Rows, { batch, before }: { batch: Batch | null; before: Summary }): Summary {
	const next: Summary = {
		running: rows.count('running'),
		queued: rows.count('queued'),
		paused: rows.count('paused'),
		batch: isSameBatch(batch, before.batch) ? before.batch : batch,
		leader: rows.leader(),
	};
	return isSame(next, before) ? before : next;
}

function isSame(a: Summary, b: Summary): boolean {
	return (
		a.running === b.running &&
		a.queued === b.queued &&
		a.paused === b.paused &&
		a.batch === b.batch &&
		a.leader === b.leader
	);
}

function isSameBatch(a: Batch | null, b: Batch | null): boolean {
	if (a === null || b === null) return a === b;
	return (
		a.since === b.since &&
		a.jobs === b.jobs &&
		a.ended === b.ended &&
		a.progress === b.progress &&
		a.endsAt === b.endsAt
	);
}
