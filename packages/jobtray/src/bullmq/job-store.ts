import type { BackendFactory, IQueueBackend, QueueBaseOptions, Relay } from 'bullmq';
import type { Cancels } from './cancels.ts';
import type { Sql } from './engine.ts';
import type { JobId, JobRow } from './job-row.ts';
import type { Stretch } from './stretches.ts';
import type { EngineEvent } from './to-hints.ts';

/** What a listing covers. */
export interface ListScope {
	queues: readonly string[];
	/** Epoch ms. */
	finishedSince: number;
}

/** What a watcher of events gets. */
export interface EventSink {
	/** A batch, oldest first. */
	onEvents(events: EngineEvent[]): void;
	/** Whether the store can be reached; after `true` events may have been missed. */
	onReachable(reachable: boolean): void;
	/** Events may have been dropped before they were read. */
	onGap(): void;
	onError(error: unknown): void;
}

/** What a store must do beyond BullMQ's own classes: read many jobs in one go, and tell events without loss of place. */
export interface JobStore {
	kind: 'pglite' | 'postgres' | 'redis';
	sql?: Sql;
	options: QueueBaseOptions & { prefix?: string };
	backend: BackendFactory<IQueueBackend>;
	openRelay(namespace: string): Relay;
	/** Throws an `EngineError` for a queue that cannot be in this store as it is set up. */
	assertQueue?(name: string): void;
	/** Unfinished jobs, those first to start first; then the ended ones, those cancelled before they began among them. */
	list(scope: ListScope): Promise<Stretch[]>;
	/** Whole jobs, those that exist or were cancelled before they began; `withData` false leaves out all data but `jobtray`. */
	read(ids: readonly JobId[], options: { withData: boolean }): Promise<JobRow[]>;
	/** Cancelling of what has not begun. */
	cancels: Cancels;
	/** Follows the events of queues from now on. Resolves once none is missed any more, with what ends it. */
	watch(queues: readonly string[], sink: EventSink): Promise<() => Promise<void>>;
	close(): Promise<void>;
}
