import type { JobGroup, JobResult, Owner } from '../protocol/index.ts';
import type { Source } from '../server/source.ts';

/** A job as the contract's facts add it. */
export interface NewJob {
	/** Its id in the engine, which is that of no other job now; default a fresh one. */
	id?: string;
	/** Epoch ms; default now. */
	createdAt?: number;
	/** Default "A job". */
	name?: string;
	/** Default "work". */
	kind?: string;
	/** Default nobody. */
	owner?: Owner;
	/** Default false. */
	pausable?: boolean;
	/** Units of work; default none. */
	size?: number;
	/** Priority class, 0 starts first; default 0. */
	lane?: number;
	/** What it was started together with; default nothing. */
	batch?: JobGroup;
	/** Added as by a program that does not know Jobtray: no owner, no ability to pause. Default false. */
	plain?: boolean;
}

/**
 * An engine with a source on it, and hands on the engine to drive it.
 *
 * Each method resolves once the engine has done it; the source's hints about it may come later. A worker takes a job only in `start`.
 */
export interface SourceHarness {
	/** Not started yet; the facts call `start`. */
	source: Source;
	/** A second source on the same engine, as another gateway has it; not started yet, closed by `close`. */
	openSecond(): Promise<Source>;
	/** Adds a job that waits; returns its key. */
	add(job?: NewJob): Promise<string>;
	/** Adds a flow: a parent that waits for so many children, which wait for their turn. Returns their keys. */
	addFlow(children: number): Promise<{ parent: string; children: string[] }>;
	/**
	 * A worker takes the next job in the queue's order that is not held, and no other; returns its key. `mortal`: a worker that
	 * `die` may be called for; others need not be able to. Default false.
	 */
	start(worker?: { mortal?: boolean }): Promise<string>;
	/** The running job's code says how far it is. */
	progress(key: string, said: { progress: number | null; step?: string }): Promise<void>;
	/**
	 * The running job's code comes to a checkpoint. `went-on`: nothing was wished. `paused`: it waits there, and the engine
	 * shows so. `cancelled`: it has stopped, and the engine shows so.
	 */
	checkpoint(key: string): Promise<'went-on' | 'paused' | 'cancelled'>;
	/** The running job's code returns. */
	complete(key: string, result?: JobResult): Promise<void>;
	/** The running job's code throws, for good. */
	fail(key: string, message: string): Promise<void>;
	/** The mortal worker dies in the middle of the job; resolves once the engine has the job waiting again, at the head of its queue. */
	die(key: string): Promise<void>;
	/** Time goes by until nothing can be undone any more; resolves once what was to be cancelled is. */
	letUndoPass(): Promise<void>;
	/** Somebody takes the job out of the engine, past the source. */
	remove(key: string): Promise<void>;
	/** Ends the sources, the workers and the engine. Idempotent. */
	close(): Promise<void>;
}

/** One thing that holds for every source. `check` throws where it does not. */
export interface SourceFact {
	fact: string;
	check(harness: SourceHarness): Promise<void>;
}
