import type { Job, QueueFigures } from '../../protocol/index.ts';
import type { FeedName, WantChange } from './delivery.ts';

/** Gateways that speak another version do not hear each other; each then keeps to what it can read itself. */
export const busVersion = 1;

/** A row between gateways: the job, its abilities as bits, what it weighs in a batch, and the feeds that have it as bits. */
export type WireRow = [job: Omit<Job, 'actions' | 'rev'>, can: number, weightMs: number | null, feeds: number];

/** What a gateway tells the keeper of a queue. */
export type ToKeeper =
	/** Begins a stream anew. `known` feeds are as they were at `rev` in that term; `fresh` ones are wanted whole. In parts: owners are many. */
	| {
			type: 'open';
			stream: number;
			part: number;
			parts: number;
			term: number;
			rev: number;
			known: FeedName[];
			fresh: FeedName[];
	  }
	/** Changes what is wanted; `version` counts the changes since the stream was opened. */
	| ({ type: 'want'; stream: number; version: number } & WantChange)
	/** It is still there, wants what it wanted, and has had everything up to `seq`. */
	| { type: 'beat'; stream: number; version: number; seq: number }
	/** These jobs may have changed. */
	| { type: 'look'; keys: string[] };

/** What the keeper of a queue tells a gateway. */
export type ToGateway =
	| {
			type: 'rows';
			stream: number;
			seq: number;
			begin: FeedName[];
			removed: [key: string, feed: FeedName][];
			rows: WireRow[];
			end: FeedName[];
			figures?: QueueFigures;
			rev: number | null;
	  }
	/** The keeper is still there, has sent everything up to `seq`, and stands so with its engine. */
	| { type: 'alive'; stream: number; seq: number; reachable: boolean; sweptAt: number | null }
	/** The keeper does not know what this gateway wants. */
	| { type: 'reopen' };

/** What all gateways are told. */
export type ToAll =
	/** A queue is kept by somebody else from now on, or is to be had. */
	{ type: 'kept' } | { type: 'free' };

/** Who is spoken of: every message says so. */
interface Stamp {
	v: number;
	queue: string;
}

/** A message to the keeper of a queue. */
export type KeeperMessage = ToKeeper & Stamp & { gateway: string };

/** A message of the keeper of a queue, in its term: an older one is from somebody who has not noticed that he is not the keeper any more. */
export type GatewayMessage = ToGateway & Stamp & { term: number };

/** A message to all. */
export type NewsMessage = ToAll & Stamp & { term: number };
