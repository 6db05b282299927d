import type { Action, Clock } from '../protocol/index.ts';
import type { Feed } from './board/feed.ts';
import type { ReadableBoard } from './board/readable-board.ts';
import type { Ignored, KeeperHealth } from './keeper.ts';
import type { Log } from './log.ts';
import type { Source } from './source.ts';

/** Who keeps the queues, where gateways share them: how many are kept by this gateway, by another, and by nobody now. */
export interface KeptQueues {
	here: number;
	elsewhere: number;
	nobody: number;
}

/** How a board stands with its engine, and with the gateways that it is shared with. */
export interface BoardHealth extends KeeperHealth {
	queues?: KeptQueues;
}

/** A command that the engine has accepted. */
export interface AcceptedCommand {
	action: Action;
	undoUntil?: number;
}

/** A board that is kept in step with an engine, whoever does it. */
export interface ServedBoard extends ReadableBoard {
	/** The first listing is in. Rejects where the source cannot be used at all. */
	ready: Promise<void>;
	isLoaded(): boolean;
	/** Calls back once a feed is whole, at once where it is; a feed that is not is no empty one. Only while it is held. Returns what calls it off. */
	whenWhole(feed: Feed, run: () => void): () => void;
	/** Shows at once what the engine has accepted. */
	accepted(keys: readonly string[], command: AcceptedCommand): void;
	/** Has jobs read soon. */
	look(keys: readonly string[]): void;
	health(): BoardHealth;
	/** Stops reading; does not close the source that it was given. Idempotent. */
	close(): Promise<void>;
}

/** What a served board needs of its gateway. */
export interface ServedBoardParts {
	source: Source;
	/** Names this life of the board. */
	epoch: string;
	finished: { limit: number; maxAgeMs: number };
	parallel: Readonly<Record<string, number>>;
	sweepMs: number;
	clock: Clock;
	log: Log;
	/** 0 up to 1. */
	random: () => number;
	/** Called every few seconds. */
	onTick: () => void;
	/** Called for each that this gateway has heard of the engine and could not use. */
	onIgnored: (what: Ignored) => void;
}

/** Lets gateways share the reading of an engine; an engine brings it. */
export interface Sharing {
	/** Opens this gateway's part. Throws where the source cannot be read queue by queue. */
	open(parts: ServedBoardParts): ServedBoard;
}
