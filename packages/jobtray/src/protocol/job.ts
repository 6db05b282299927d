/** What can happen to a job. `paused` covers a held queued job and a running job stopped at a checkpoint. */
export type Status = 'queued' | 'running' | 'paused' | 'completed' | 'failed' | 'cancelled';

/** How a run can end. */
export type EndStatus = Extract<Status, 'completed' | 'failed' | 'cancelled'>;

/** What a viewer may ask for. The server lists in {@link Job.actions} which of them this viewer may ask for now. */
export type Action = 'pause' | 'resume' | 'cancel' | 'retry' | 'undo';

/**
 * Why an action that one would expect of a job in its state is not offered: nobody can do it with this sort of work,
 * the job is another's and this viewer may only look, or it is on its way out already.
 */
export type CannotCode = 'not-supported' | 'not-yours' | 'ending';

/** Who started a job. */
export interface Owner {
	/** Stable id of the person, as the host's login knows it. */
	id: string;
	/** The person's name, shown only in the "All" view. */
	name: string;
}

/** Where the finished work is. */
export interface JobResult {
	/** Link to the work; a path on the host's own site or an `https:` address. Checked on both sides, see `toSafeHref`. */
	href: string;
	/** Link to a small picture of the work. */
	thumbnail?: string;
	/** What the work is called, where that differs from the job's name. */
	label?: string;
}

/** Jobs that belong together: the parent and the children of a flow, or what was started as one batch. */
export interface JobGroup {
	/** Unique on the board; for a flow the key of its parent, which is in the group itself. */
	id: string;
	/** What a person calls them together; absent where only the members have names. */
	name?: string;
	/**
	 * How many belong to it, ended ones that are no longer listed included, a flow's parent not; absent where nobody knows.
	 * It does not fall while its row stands. After a restart of the server it may be less than what is listed: show the larger.
	 */
	size?: number;
}

/** A queued job's place: jobs of a lower lane start first; within a lane, the lower number starts first. */
export interface Place {
	/** Priority class of the queue; 0 starts first. */
	lane: number;
	/** Position in the lane's order of arrival. Compare it with the lane's `waiting` ranges to know how many are before it. */
	at: number;
}

/**
 * One job as it crosses the wire.
 *
 * Times are epoch milliseconds of the server's clock. Only these fields leave the server, never the job's own data.
 */
export interface Job {
	/** `queue:id`; unique on the board. */
	key: string;
	/** The queue the job is in; matches a {@link QueueFigures.queue}. */
	queue: string;
	/** Which attempt this is, from 1; counted up by a retry. */
	run: number;
	/** What a person calls it. Plain text. */
	name: string;
	/** What sort of work it is; jobs of a kind are expected to take equally long per unit of work. */
	kind: string;
	/** Who started it; `null` where nobody is known, and then only those who may see all see it. */
	owner: Owner | null;
	status: Status;
	/** 0..1, or `null` where the job has not said. */
	progress: number | null;
	/** What it is doing now, in words. */
	step?: string;
	createdAt: number;
	/** When this run began; absent before. A queued run that has begun was resumed, and waits for a free place. */
	startedAt?: number;
	/** When this run ended. */
	finishedAt?: number;
	/** How long this run has been paused in all, without the pause under way. */
	pausedMs: number;
	/** When the pause under way began; it lasts until the job goes on. */
	pausedAt?: number;
	/** How long a run of this kind and size usually takes. Fixed when the job is first seen, so that a batch's weights hold still. */
	expectedMs?: number;
	/** When it should be done; absent until there is ground for an estimate. */
	etaAt?: number;
	/** Half the width of the range around `etaAt`. */
	etaSpreadMs?: number;
	/** Nothing has moved since then, for longer than is usual. */
	stalledSince?: number;
	/** How often this run was begun again because its worker was lost; absent when never. */
	restarts?: number;
	/** What was asked for and is not yet done. */
	wanted?: 'paused' | 'cancelled';
	/** When it was asked for. */
	wantedAt?: number;
	/** It is being cancelled before it began, and nothing is lost until this time: `undo` takes the cancel back. It starts no more meanwhile. */
	undoUntil?: number;
	/** With which jobs it belongs together; absent where it stands alone. */
	group?: JobGroup;
	/** Why it failed. Plain text, scrubbed and cut by the server. */
	error?: { message: string };
	result?: JobResult;
	/** Where in its queue it stands; only while queued. While it can be undone the place is kept, and nobody waits for it. */
	place?: Place;
	/** What this viewer may do with it now. */
	actions: Action[];
	/** Why an action that its state would allow is not among them; absent where nothing is missing. */
	cannot?: Partial<Record<Action, CannotCode>>;
	/** The board's revision at which this row last changed. */
	rev: number;
}

/** The places of a lane that still wait, as ascending half-open ranges `[from, to)`. */
export interface Lane {
	lane: number;
	waiting: [from: number, to: number][];
}

/** The few figures from which a queued row's place and start follow, so that one end costs the same however many wait. */
export interface QueueFigures {
	queue: string;
	lanes: Lane[];
	/** How many run now. */
	running: number;
	/** How many can run at once, as far as is known; at least 1. */
	parallel: number;
	/** When each running job should end, soonest first; `null` where there is no estimate. At most {@link parallel} entries. */
	freeAt: (number | null)[];
	/** How long a job of this queue usually takes; absent until one has ended. */
	meanMs?: number;
}

/** The current batch of a feed: from leaving idle to idle again. */
export interface Batch {
	/** When the feed left idle. */
	since: number;
	/** Jobs in the batch, ended ones included. */
	jobs: number;
	/** How many of them have ended. */
	ended: number;
	/** 0..1, weighted by expected duration; `null` until there is ground for it. Falls only when a job is added. */
	progress: number | null;
	/** When the last of them should be done; absent without ground. */
	endsAt?: number;
}

const ended: ReadonlySet<Status> = new Set<Status>(['completed', 'failed', 'cancelled']);

/** Whether a status ends a run. */
export function isEnd(status: Status): status is EndStatus {
	return ended.has(status);
}
