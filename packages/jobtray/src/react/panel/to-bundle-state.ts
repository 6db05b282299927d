import { isEnd, type Job } from '../../protocol/job.ts';

/** How the jobs that belong together stand, as one. */
export interface BundleState {
	name: string;
	/** How many belong to it, ended ones that are no longer listed included. */
	size: number;
	ended: number;
	/** Among those that are listed. */
	failed: number;
	cancelled: number;
	/** 0..1: the mean of all, each weighing the same. */
	progress: number;
	/** How many of those that are listed stand so, without those that can be taken back. */
	running: number;
	paused: number;
	queued: number;
	/** What the job that they belong to does; absent where it does nothing. */
	step?: string;
	/** Since when nothing has moved in one of them. */
	stalledSince?: number;
	/** Whether some have begun, and none runs. */
	held: boolean;
	/** Whether something is left to do, and nothing runs or is held. */
	waits: boolean;
	/** Whether nothing is left to do. */
	isEnded: boolean;
	/** When the last one ended; absent while some have not. */
	finishedAt?: number;
}

/** Sums up the jobs of a bundle; `parent` is the one they belong to, where it has a row. Ended ones count as done. */
export function toBundleState({ parent, members }: { parent: Job | undefined; members: readonly Job[] }): BundleState {
	const [first] = members;
	const group = parent?.group ?? first?.group;
	const open = members.filter(({ status }) => !isEnd(status));
	const size = Math.max(group?.size ?? 0, members.length);
	const openProgress = open.reduce((sum, { progress }) => sum + (progress ?? 0), 0);
	const all = parent === undefined ? members : [parent, ...members];
	const isEnded = all.every(({ status }) => isEnd(status));
	const count = (status: Job['status'], among = all) => among.filter((each) => each.status === status).length;
	const standing = members.filter(({ undoUntil }) => undoUntil === undefined);
	return {
		name: group?.name ?? parent?.name ?? first?.name ?? '',
		size,
		ended: size - open.length,
		failed: count('failed'),
		cancelled: count('cancelled'),
		progress: size === 0 ? 0 : (size - open.length + openProgress) / size,
		running: count('running', standing),
		paused: count('paused', standing),
		queued: count('queued', standing),
		step: parent?.status === 'running' ? parent.step : undefined,
		stalledSince: all.find(({ stalledSince }) => stalledSince !== undefined)?.stalledSince,
		held: count('running') === 0 && count('paused') > 0,
		waits: !isEnded && count('running') + count('paused') === 0,
		isEnded,
		finishedAt: isEnded ? Math.max(...all.map(({ finishedAt }) => finishedAt ?? 0)) : undefined,
	};
}
