import type { JobGroups } from '../../client/index.ts';
import type { Job, Scope } from '../../protocol/index.ts';
import { sumElapsed } from '../to-elapsed-ms.ts';

/** What can be done with many of the viewer's own jobs at once. */
export type BulkChoice = 'cancel-queued' | 'cancel-others' | 'clear-finished';

/** One choice, and what it would do. */
export interface BulkOffer {
	choice: BulkChoice;
	/** How many jobs it would be done to. */
	count: number;
	/** How much work would be lost, in ms; 0 where nothing has begun. */
	lostMs: number;
	/** How many run, and are left alone. */
	spared: number;
}

/** What the offers follow from. */
export interface BulkSource {
	groups: JobGroups;
	peek(key: string): Job | undefined;
	isDismissed(job: Job): boolean;
	/** Jobs are cancelled only from the list of the viewer's own. */
	scope: Scope;
	/** The server's time. */
	now: number;
}

/** Whether anything is offered. */
export function hasBulk({ groups, peek, isDismissed, scope }: Omit<BulkSource, 'now'>): boolean {
	const waits = (key: string) => peek(key)?.actions.includes('cancel') ?? false;
	const isListed = (key: string) => {
		const job = peek(key);
		return job !== undefined && !isDismissed(job);
	};
	return (
		groups.finished.some(isListed) ||
		(scope === 'mine' && [groups.queued, groups.paused].some((keys) => keys.some(waits)))
	);
}

/** Decides what is offered: only what would do something, and nothing that another offer does as well. */
export function decideBulk({ groups, peek, isDismissed, scope, now }: BulkSource): BulkOffer[] {
	const jobsOf = (keys: readonly string[]) => keys.flatMap((key) => peek(key) ?? []);
	const open = scope === 'mine' ? [...jobsOf(groups.queued), ...jobsOf(groups.paused)] : [];
	const others = open.filter(({ actions }) => actions.includes('cancel'));
	const queued = others.filter(({ status }) => status === 'queued');
	const ended = jobsOf(groups.finished).filter((job) => !isDismissed(job));
	const spared = groups.running.length;
	const toOffer = (choice: BulkChoice, jobs: readonly Job[]): BulkOffer => ({
		choice,
		count: jobs.length,
		lostMs: choice === 'clear-finished' ? 0 : sumElapsed(jobs, now),
		spared,
	});
	return [
		toOffer('cancel-queued', queued),
		toOffer('cancel-others', others.length > queued.length ? others : []),
		toOffer('clear-finished', ended),
	].filter(({ count }) => count > 0);
}
