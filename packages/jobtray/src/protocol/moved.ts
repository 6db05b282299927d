import type { Job } from './job.ts';
import { type Read, readCount, unfit } from './read.ts';
import { mayTime, readKey, readName, readShare } from './read-job.ts';

/**
 * A row of which nothing but what moves while a job runs has changed. `null`, and what is left out at the end, is absent.
 *
 * `fixedRev` is the revision at which anything else of the row last changed: whoever holds the row as it was then, or
 * later, has it whole with this.
 */
export type Moved = [
	key: string,
	rev: number,
	fixedRev: number,
	progress: number | null,
	step?: string | null,
	etaAt?: number | null,
	etaSpreadMs?: number | null,
	stalledSince?: number | null,
];

function orNone<T>(read: Read<T>): Read<T | null | undefined> {
	return (value) => (value === null || value === undefined ? null : read(value));
}

const mayBeTime = orNone(mayTime);
const readers: readonly Read<Moved[number]>[] = [
	readKey,
	readCount(),
	readCount(),
	readShare,
	orNone(readName),
	mayBeTime,
	mayBeTime,
	mayBeTime,
];

/** Reads what moved; what a newer side says beyond it is left alone. */
export const readMoved: Read<Moved> = (value) => {
	if (!Array.isArray(value)) return unfit;
	for (let at = 0; at < readers.length; at++) if (readers[at]?.(value[at]) === unfit) return unfit;
	// Each place has been looked at by its own reader.
	return value as Moved;
};

/** The row as it is with what moved; `null` where it is not known whole, or the row is as new as that. */
export function toMovedJob(job: Job, [, rev, fixedRev, progress, ...rest]: Moved): Job | null {
	if (job.rev < fixedRev || job.rev >= rev) return null;
	const [step, etaAt, etaSpreadMs, stalledSince] = rest;
	return {
		...job,
		rev,
		progress,
		step: step ?? undefined,
		etaAt: etaAt ?? undefined,
		etaSpreadMs: etaSpreadMs ?? undefined,
		stalledSince: stalledSince ?? undefined,
	};
}
