import type { Action, EndStatus, JobGroup, JobResult, Owner, Status } from '../protocol/index.ts';

/** What a job can be asked at all, whoever asks; the gateway narrows it to what a viewer may do. */
export interface Abilities {
	/** It stops at a checkpoint, or is held while queued. */
	pause: boolean;
	/** It can be cancelled in the state it is in. */
	cancel: boolean;
	/** Once failed or cancelled it can be run again. */
	retry: boolean;
}

/** A job as its engine has it now. A source reports whole records; the board works out what changed. */
export interface JobRecord {
	key: string;
	queue: string;
	run: number;
	name: string;
	kind: string;
	owner: Owner | null;
	status: Status;
	/** 0..1 or `null`; the board clamps what lies outside and ignores what is no number. */
	progress: number | null;
	step?: string;
	createdAt: number;
	/** When this run began. Absent for one that is yet to begin, present for one that waits to go on. */
	startedAt?: number;
	finishedAt?: number;
	pausedMs?: number;
	/** When it stopped; until it goes on. */
	pausedAt?: number;
	restarts?: number;
	wanted?: 'paused' | 'cancelled';
	wantedAt?: number;
	/** It is being cancelled before it began, is held meanwhile, and can be undone until this time; with `wanted: 'cancelled'`. */
	undoUntil?: number;
	/** With which jobs it belongs together. */
	group?: JobGroup;
	error?: { message: string };
	result?: JobResult;
	/** How large the work is in units of its kind (frames, pages, bytes), where the job has said; scales what its kind took before. */
	size?: number;
	/** Priority class, 0 first; only matters while queued. */
	lane?: number;
	/** Default true. False while it is queued but waits for something else than its turn: a delay, its children, a place that it gave up. */
	inLine?: boolean;
	can: Abilities;
}

/** What the engine says has happened. Hints may be late, doubled, out of order or missing; the sweep repairs what they miss. */
export type Hint =
	/** Something about these jobs changed: read them. */
	| { type: 'changed'; keys: string[] }
	/** Fresh progress, good without reading the job. */
	| {
			type: 'progressed';
			key: string;
			run?: number;
			progress: number | null;
			step?: string;
			at: number;
	  }
	/** A run ended. Read the job; should it be gone already, this is what is known of its end. */
	| {
			type: 'ended';
			key: string;
			/** Which run, where the engine says so; else the one that the board knows. */
			run?: number;
			status: EndStatus;
			at: number;
			error?: { message: string };
			result?: JobResult;
	  }
	/** Hints were lost (the engine was away, its log was trimmed): sweep now. */
	| { type: 'gap' }
	/** Jobs that have not begun were asked to be cancelled, and are held until then; or that was taken back. Good without reading them. */
	| { type: 'asked'; keys: string[]; action: BulkStep; undoUntil?: number }
	/** The engine can or cannot be reached. */
	| { type: 'reachable'; reachable: boolean };

/** One line of a source's listing: enough to see whether the board's row is right, and nothing more. */
export interface Listed {
	key: string;
	status: Status;
	run: number;
	/** As in {@link JobRecord.createdAt}: a sweep knows by it that a key is another job's by now. Default: it does not. */
	createdAt?: number;
	/** As in {@link JobRecord.inLine}. */
	inLine?: boolean;
	/** As in {@link JobRecord.wanted}. */
	wanted?: JobRecord['wanted'];
	/** As in {@link JobRecord.undoUntil}. */
	undoUntil?: number;
}

/** The job that a command means. */
export interface MeantJob {
	key: string;
	/** When it was created, as its record says: once a job is gone another may have its key. Default: whichever has the key. */
	createdAt?: number;
}

/** What is done with many jobs at once. */
export type BulkStep = Extract<Action, 'cancel' | 'undo'>;

/** What a command came to. */
export type CommandOutcome =
	/** Done, or wished and on its way; `wanted` shows on the row until the worker has followed. */
	| {
			type: 'accepted';
			/** Until when it can be taken back, where it can; of a cancelling. */
			undoUntil?: number;
	  }
	/** There is no such job any more, or the key is another's by now. */
	| { type: 'gone' }
	/** The job's state does not allow it; a repeat of what has already been done is `accepted`, not this. */
	| { type: 'not-possible'; reason: string }
	/** What was to be taken back has been carried out. */
	| { type: 'too-late' };

/**
 * Where the gateway gets jobs from. Knows an engine; knows nothing of viewers, sessions or sockets.
 *
 * Every implementation passes the contract suite in `jobtray/testing`.
 */
export interface Source {
	/** Begins to send hints. Resolves once hints flow, so that what is read afterwards is missed by neither. Rejects if the engine cannot be used at all. */
	start(onHint: (hint: Hint) => void): Promise<void>;
	/**
	 * All unfinished jobs, those first to start first within each queue and lane,
	 * then those that ended at or after `finishedSince` (epoch ms). Cheap: called every few seconds.
	 */
	list(options: { finishedSince: number }): Promise<Listed[]>;
	/** Reads jobs in one go, in any order. A job that does not exist is left out. */
	read(keys: string[]): Promise<JobRecord[]>;
	/** Carries out one command, on the job that is meant and no other. Idempotent; the gateway has already authorised it. */
	command(job: MeantJob, action: Action): Promise<CommandOutcome>;
	/** The same for many jobs in a few steps; what came of each, by its key. */
	commandAll(jobs: readonly MeantJob[], action: BulkStep): Promise<Map<string, CommandOutcome>>;
	/** Stops hints and frees what was opened. Idempotent. */
	close(): Promise<void>;
	/** Lets gateways share the reading: each queue by itself. Commands are given to the whole source, which need not be started for them. */
	byQueue?: SourceByQueue;
}

/** A source, queue by queue. */
export interface SourceByQueue {
	readonly queues: readonly string[];
	/** Opens a source of one queue, which has a life of its own. */
	open(queue: string): Source;
	/** The queue that a job is in, by its key; `null` where it is none of these. */
	queueOf(key: string): string | null;
}
