import { isEnd, type Job } from '../protocol/index.ts';
import type { Listed } from './source.ts';

/** What the board knows of a job, as far as a listing can tell. */
export type KnownRun = Pick<Job, 'run' | 'status' | 'place'> & Partial<Pick<Job, 'createdAt' | 'wanted' | 'undoUntil'>>;

/** What a listing is compared with. */
export interface SweepQuestion {
	listed: readonly Listed[];
	/** The keys of these. */
	listedKeys: ReadonlySet<string>;
	/** What the board has, or has had, under a key. */
	known: (key: string) => KnownRun | undefined;
	/** Keys on the board that have not ended. */
	open: Iterable<string>;
	/** Keys that changed since the listing began: the listing may be older than they are. */
	touched: ReadonlySet<string>;
}

/** Which jobs to read: those that the board does not know, shows otherwise, or shows unfinished though the engine does not list them. Ended ones first, so that it is known how long a kind takes. */
export function decideSweep({ listed, listedKeys, known, open, touched }: SweepQuestion): string[] {
	const ended: string[] = [];
	const unfinished: string[] = [];
	for (const line of listed) {
		if (isRight(known(line.key), line) || touched.has(line.key)) continue;
		(isEnd(line.status) ? ended : unfinished).push(line.key);
	}
	for (const key of open) if (!listedKeys.has(key) && !touched.has(key)) unfinished.push(key);
	return [...ended, ...unfinished];
}

function isRight(row: KnownRun | undefined, line: Listed): boolean {
	const { run, status, createdAt = row?.createdAt, inLine = true, wanted, undoUntil } = line;
	if (row === undefined || row.run !== run || row.status !== status || row.createdAt !== createdAt) return false;
	// As on a row, what is so already is wished no more.
	const wished = isEnd(status) || wanted === status ? undefined : wanted;
	if (row.wanted !== wished || row.undoUntil !== undoUntil) return false;
	// What is being cancelled keeps its place, and does not wait there.
	if (undoUntil !== undefined) return true;
	return status !== 'queued' || inLine === (row.place !== undefined);
}
