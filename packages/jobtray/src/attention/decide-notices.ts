import type { RunEnd } from '../client/index.ts';
import type { Notice } from './notice.ts';

/** From so many ends within a second on, they are one notice. */
export const burstEnds = 5;

/** So many ends that could not be told when they happened are still told one by one; more become a summary. */
const fewEnds = 3;

/** An end found later than this is not news any more, but part of what happened during an absence. */
const freshMs = 30_000;

/**
 * How an end comes to be told: `live`, as it happens; `held`, because the page could not be seen or the link was away for a
 * moment; `late`, found after an absence.
 */
export type Manner = 'live' | 'held' | 'late';

/** An end that is still to be told. */
export interface News {
	end: RunEnd;
	manner: Manner;
}

/** How things stand when an end is learnt; times are the server's. */
export interface Moment {
	now: number;
	/** Since when the link has been up. What is older was caught up with, even where it comes as a change. */
	linkedSince: number;
	/** Whether the page can be seen. */
	seen: boolean;
}

/** Chooses in what manner an end is told. */
export function decideManner({ learnt, job }: RunEnd, { now, linkedSince, seen }: Moment): Manner {
	const { finishedAt = now } = job;
	const caughtUp = learnt === 'snapshot' || finishedAt < linkedSince;
	if (caughtUp && now - finishedAt > freshMs) return 'late';
	return learnt === 'live' && seen ? 'live' : 'held';
}

/** Chooses what a person is told about ends that nobody has told them yet, oldest end first. */
export function decideNotices(news: readonly News[]): Notice[] {
	const told = news.filter(({ end }) => end.job.status === 'completed' || end.job.status === 'failed');
	const endsOf = (manner: Manner) => told.filter((each) => each.manner === manner).map(({ end }) => end);
	const held = endsOf('held');
	const live = endsOf('live');
	const few = held.length <= fewEnds;
	const missed = few ? endsOf('late') : [...endsOf('late'), ...held];
	return [
		...toSummary(missed),
		...(few ? toEach(held) : []),
		...(live.length >= burstEnds ? [{ type: 'burst', ends: live } as const] : toEach(live)),
	];
}

function toSummary(ends: readonly RunEnd[]): Notice[] {
	if (ends.length === 0) return [];
	const failed = ends.filter(({ job }) => job.status === 'failed').length;
	return [{ type: 'summary', completed: ends.length - failed, failed }];
}

function toEach(ends: readonly RunEnd[]): Notice[] {
	return ends.map((end) => ({ type: 'ended', end }));
}
