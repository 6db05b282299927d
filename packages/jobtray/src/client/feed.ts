import type { Batch, Job, QueueFigures } from '../protocol/index.ts';
import type { Readable } from './readable.ts';

/** The rows of a feed in the order in which a tray shows them. Each list keeps its identity until it changes. */
export interface JobGroups {
	/** By start, the longest running first. */
	running: readonly string[];
	/** By start, then by creation. */
	paused: readonly string[];
	/** By place in the queue: the next to start first. */
	queued: readonly string[];
	/** Newest end first. */
	finished: readonly string[];
}

/** What a glance needs. Keeps its identity while nothing in it changes. */
export interface Summary {
	running: number;
	/** Without those that are being cancelled and can be undone. */
	queued: number;
	/** As above. */
	paused: number;
	/** The batch as the server tells it; `null` where there is none. */
	batch: Batch | null;
	/** The running job closest to done, by which the title calls the batch; `null` when none runs. */
	leader: string | null;
}

/** Before the first snapshot. */
export const noGroups: JobGroups = { running: [], paused: [], queued: [], finished: [] };
/** Before the first snapshot. */
export const noSummary: Summary = { running: 0, queued: 0, paused: 0, batch: null, leader: null };

/** One end of one run, as the store learnt it. */
export interface RunEnd {
	/** `key#run@finishedAt`: the same in every tab and device, and another for each run. */
	id: string;
	job: Job;
	/** `live`: seen to happen. `snapshot`: found to have happened. */
	learnt: 'live' | 'snapshot';
}

/** The part of the board that one scope shows, kept in step with the server. */
export interface Feed {
	/** Whether a snapshot has been applied; until then everything reads as empty. */
	ready: Readable<boolean>;
	/** One row; `undefined` while the feed has none of that key. The same object for the same key. */
	job(key: string): Readable<Job | undefined>;
	/** The same row at this moment, for those who look at many and watch none. */
	peek(key: string): Job | undefined;
	/** Told as well when a row joins or leaves a job group, or can be undone or no longer; the lists are then the same as before. */
	groups: Readable<JobGroups>;
	summary: Readable<Summary>;
	/** The figures of one queue, from which a queued row's place and start follow. */
	queue(name: string): Readable<QueueFigures | undefined>;
	/** Calls `listener` once for each message that ended runs, with all of them. Returns what ends it. */
	onEnds(listener: (ends: readonly RunEnd[]) => void): () => void;
}
