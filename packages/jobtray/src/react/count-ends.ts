import type { Job } from '../protocol/index.ts';
import type { EndCounts } from './labels/labels.ts';

/** Counts how many ended how; what was cancelled counts as neither. */
export function countEnds(jobs: readonly Job[]): EndCounts {
	const count = (wanted: Job['status']) => jobs.filter(({ status }) => status === wanted).length;
	return { completed: count('completed'), failed: count('failed') };
}
