import type { Job, Status } from '../protocol/index.ts';
import type { JobGroups } from './feed.ts';

/** A row with its place among the others. The place is worked out when the row changes, not when rows are compared. */
export interface Row {
	key: string;
	job: Job;
	group: keyof JobGroups;
	/** Compared one after the other, then the key. */
	order: readonly [number, number, number];
}

/** The list of a status. */
export const groupOf: Record<Status, keyof JobGroups> = {
	running: 'running',
	paused: 'paused',
	queued: 'queued',
	completed: 'finished',
	failed: 'finished',
	cancelled: 'finished',
};

/** Works out which list a job is in, and where. What a job lacks puts it last. */
export function toRow(job: Job): Row {
	const group = groupOf[job.status];
	return { key: job.key, job, group, order: toOrder(group, job) };
}

function toOrder(group: keyof JobGroups, job: Job): Row['order'] {
	const { startedAt = Infinity, finishedAt = 0, createdAt, place } = job;
	if (group === 'finished') return [-finishedAt, 0, 0];
	if (group === 'queued') return [place?.lane ?? Infinity, place?.at ?? Infinity, createdAt];
	return [startedAt, createdAt, 0];
}

/** Whether two rows stand at the same place. */
export function isSamePlace(a: Row, b: Row): boolean {
	return a.group === b.group && compareRows(a, b) === 0;
}

/** Orders the rows of one list; 0 only for the same key at the same place. */
export function compareRows(a: Row, b: Row): number {
	for (let i = 0; i < 3; i++) {
		const left = a.order[i] ?? 0;
		const right = b.order[i] ?? 0;
		if (left !== right) return left < right ? -1 : 1;
	}
	return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/** Finds where a row is in its sorted list, or would be. */
export function findPlace(sorted: readonly Row[], row: Row): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const other = sorted[middle];
		if (other !== undefined && compareRows(other, row) < 0) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Whether `a` should be done before `b`: the sooner end, else the further progress, else the earlier start. */
export function isCloserToDone(a: Job, b: Job): boolean {
	const ends = (a.etaAt ?? Infinity) - (b.etaAt ?? Infinity);
	if (ends !== 0 && !Number.isNaN(ends)) return ends < 0;
	const progress = (a.progress ?? -1) - (b.progress ?? -1);
	if (progress !== 0) return progress > 0;
	const starts = (a.startedAt ?? Infinity) - (b.startedAt ?? Infinity);
	if (starts !== 0 && !Number.isNaN(starts)) return starts < 0;
	return a.key < b.key;
}
