import type { Cursor } from '../../protocol/index.ts';
import type { Entry, Feed } from './feed.ts';
import type { Line } from './line.ts';

/** What viewers are shown from: the board itself, or a mirror of what others keep. */
export interface ReadableBoard {
	readonly entries: ReadonlyMap<string, Entry>;
	/** The feed of all jobs. */
	readonly all: Feed;
	/** The feed of one owner's jobs. */
	feedOf(ownerId: string): Feed;
	line(queue: string): ReadableLine;
	/** Where the board stands now. */
	cursor(): Cursor;
}

/** What is told of a queue. */
export type ReadableLine = Pick<Line, 'text' | 'version' | 'parallel'>;
