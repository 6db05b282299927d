import type { Job } from '../protocol/job.ts';
import type { RunEnd } from './feed.ts';
import { groupOf } from './row-order.ts';

/** Names one end of one run: `key#run@finishedAt`, the same in every tab and device. */
function toRunEndId({ key, run, finishedAt }: Job): string {
	return `${key}#${run}@${finishedAt ?? 0}`;
}

/**
 * Decides whether a row tells of an end that its row before did not.
 *
 * A key may be used again after a removal: a job created at another time is another job. In a live change another
 * time stamp of the same run is the same end, told more exactly; in a snapshot, which may come after a long absence, it is another.
 */
export function decideRunEnd(step: { before: Job | undefined; after: Job; learnt: RunEnd['learnt'] }): RunEnd | null {
	const { before, after, learnt } = step;
	if (!hasEnded(after)) return null;
	const sameRun = before?.run === after.run && before.createdAt === after.createdAt;
	if (
		before !== undefined &&
		sameRun &&
		hasEnded(before) &&
		(learnt === 'live' || before.finishedAt === after.finishedAt)
	) {
		return null;
	}
	return { id: toRunEndId(after), job: after, learnt };
}

// Not `isEnd`, which the panel has as well: in a file that both load, it would come one round trip after what reads frames.
function hasEnded({ status }: Job): boolean {
	return groupOf[status] === 'finished';
}

/** Ends remembered as told: more than a feed lists, so that a row that leaves and comes back is not told again. */
const rememberedEnds = 10_000;

/** Makes a filter that lets each end through once. */
export function createToldEnds(): (ends: RunEnd[]) => RunEnd[] {
	const told = new Set<string>();
	return (ends) =>
		ends.filter(({ id }) => {
			if (told.has(id)) return false;
			told.add(id);
			if (told.size > rememberedEnds) for (const oldest of told) return told.delete(oldest);
			return true;
		});
}
