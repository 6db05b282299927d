import type { Batch, Job, QueueFigures } from './job.ts';
import type { Moved } from './moved.ts';

/** The WebSocket subprotocol; both sides refuse any other. */
export const subprotocol = 'jobtray.v1';

/** Which jobs: the viewer's own, or all that the viewer may see. */
export type Scope = 'mine' | 'all';

/** What a feed carries beside its rows. Absent parts have not changed. */
export interface FeedHead {
	/** The batch under way, or the one just ended until the next begins; `null` where there was none yet. */
	batch?: Batch | null;
	/** Figures of the queues in which this feed has jobs; each replaces the one of the same name. */
	queues?: QueueFigures[];
}

/** Begin to watch a scope, from a cursor where the client has one. Watching a scope twice asks again. */
export interface Watch {
	type: 'watch';
	scope: Scope;
	/** The last cursor the client has applied, sent back as it came. */
	cursor?: string;
}

/** Stop watching a scope. */
export interface Unwatch {
	type: 'unwatch';
	scope: Scope;
}

/** Whether the page can be seen; a hidden page is sent progress less often, and ends as soon as ever. */
export interface Visibility {
	type: 'visibility';
	hidden: boolean;
}

/** Answer to a server's `ping`, sent from the message handler. */
export interface Pong {
	type: 'pong';
}

/** Ask whether the link is alive; the server answers `alive` at once. */
export interface Probe {
	type: 'probe';
}

export type ClientMessage = Watch | Unwatch | Visibility | Pong | Probe;

/** The first message of a connection. */
export interface Welcome {
	type: 'welcome';
	/** The server's clock. */
	now: number;
	viewer: { id: string; name: string; scopes: Scope[] };
}

/** One part of a whole feed. The client keeps what it shows until `last`, then swaps all parts in at once. */
export interface Snapshot extends FeedHead {
	type: 'snapshot';
	scope: Scope;
	/** From 0; a part out of order voids the snapshot, and the client asks again. */
	part: number;
	last: boolean;
	jobs: Job[];
	/** Where the client stands once all parts are in; the same in every part. */
	cursor: string;
	now: number;
}

/** What changed after `from`, up to `cursor`. */
export interface Changes extends FeedHead {
	type: 'changes';
	scope: Scope;
	/** A client that stands before this has missed something, applies nothing, and asks again. */
	from: string;
	cursor: string;
	jobs: Job[];
	/** Rows that the client holds and of which little changed; absent where there are none. No row is here and in `jobs`. */
	moved?: Moved[];
	/** Keys no longer in the feed, each with the revision at which it left. */
	removed: [key: string, rev: number][];
	now: number;
}

/** Sign of life, with the cursor up to which each watched scope has been sent. */
export interface Ping {
	type: 'ping';
	now: number;
	cursors: Partial<Record<Scope, string>>;
}

/** Answer to `probe`. */
export interface Alive {
	type: 'alive';
	now: number;
}

/** A request that was understood and refused; the connection goes on. */
export interface Refused {
	type: 'refused';
	/** Stable; branch on this. */
	code: 'scope-forbidden' | 'malformed';
	message: string;
	scope?: Scope;
}

export type ServerMessage = Welcome | Snapshot | Changes | Ping | Alive | Refused;
