import type { BackendFactory, IQueueBackend, Queue, QueueBaseOptions, Relay } from 'bullmq';
import type { Clock } from '../protocol/index.ts';
import type { Sharing } from '../server/served-board.ts';
import type { Source } from '../server/source.ts';
import type { Control } from './control.ts';
import type { Describe } from './describe-job.ts';

/** A BullMQ queue, whatever store it is on. */
// biome-ignore lint/suspicious/noExplicitAny: BullMQ's own word for "any data"; a queue holds what its host puts in
export type JobQueue = Queue<any, unknown, string, any, unknown, string, IQueueBackend>;

/** The host's own tables in the engine's database. */
export interface Sql {
	/** Runs one statement; `$1`, `$2`… stand for `params`. Name tables with their schema: `studio.character`. */
	query<T>(text: string, params?: readonly unknown[]): Promise<T[]>;
	/** Runs any number of statements, together or not at all. Change no session setting: on PGlite everybody shares one session. */
	exec(text: string): Promise<void>;
}

/** What BullMQ's own classes need to work on this engine: `new Worker(name, run, bullmq.options, bullmq.backend)`. */
export interface BullmqAccess {
	options: QueueBaseOptions & { prefix?: string };
	backend: BackendFactory<IQueueBackend>;
	/** Opens a further node of the relay; the caller closes it. */
	openRelay(namespace: string): Relay;
}

/** A queue that a source reads. */
export interface QueueToRead<T = unknown> {
	name: string;
	/** What its jobs are; default as the source's. */
	describe?: Describe<T>;
}

/** How to read jobs. */
export interface SourceOptions {
	/** The queues whose jobs show; BullMQ cannot list them by itself. */
	queues: (string | QueueToRead)[];
	/**
	 * Says what a job is, for queues whose producers do not use `describeJob`. Default: what `describeJob` has put into its data.
	 * What it leaves out falls back; if it throws the row falls back whole, and the loop goes on.
	 */
	describe?: Describe;
	/** For how long the cancelling of a job that has not begun can be taken back, milliseconds. Default 5,000; 0 cancels at once. */
	undoMs?: number;
	/** Default the machine's. */
	clock?: Clock;
}

/** A source on BullMQ. */
export interface BullmqSource extends Source {
	/** How often something was not as it should be, by what it was: `describe`, `owner`, `batch`, `progress`, `event`. */
	oddities(): Readonly<Record<string, number>>;
}

/** A BullMQ store that is open. */
export interface Engine {
	readonly kind: 'pglite' | 'postgres' | 'redis';
	/** The queue of this name; one for all who ask, closed with the engine. */
	queue(name: string): JobQueue;
	/** A source of jobs for the gateway; closed with the engine. */
	source(options: SourceOptions): BullmqSource;
	/** Lets gateways on this engine share the reading of it: each queue is read by one of them. Closed with the engine. */
	sharing(): Promise<Sharing>;
	/** The database under the engine; absent on Redis. */
	sql?: Sql;
	/** What has been asked of jobs. The worker helper follows it. */
	control: Control;
	/** For BullMQ's own workers and flows on this engine. */
	bullmq: BullmqAccess;
	/** Has `thing` closed first when the engine closes. Returns what takes it back. */
	own(thing: { close(): Promise<void> }): () => void;
	/** Where errors in the background go. */
	onError(error: unknown): void;
	/** Closes sources, workers, queues and the store. Idempotent. */
	close(): Promise<void>;
}
