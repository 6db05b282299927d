import type { Changes, FeedHead, Job, Snapshot } from '../protocol/index.ts';
import { compareCursors } from './compare-cursors.ts';

/** How far a feed is in step with the server. */
export interface Sync {
	/** Up to where everything has been applied; `null` before the first snapshot. */
	cursor: string | null;
	/** A `watch` has been sent, and nothing of its answer has come. */
	asked: boolean;
	/** The parts of a snapshot that is not whole yet. */
	gathering: (Whole & { parts: number }) | null;
	/** Pings that found us behind while an answer was due. */
	pings: number;
}

/** A snapshot with all its parts. */
export interface Whole extends FeedHead {
	jobs: Job[];
	cursor: string;
}

/** What happens to a feed's step with the server. */
export type SyncEvent =
	/** The link is live, and a `watch` is about to be sent. */
	| { type: 'watched' }
	| Snapshot
	| Changes
	/** The server says up to where it has sent this feed. */
	| { type: 'pinged'; cursor: string };

/** What is to be done about it. `ask` sends `watch` with the cursor. */
export type SyncEffect = 'none' | 'ask' | 'apply' | { replaceBy: Whole };

/** Where every feed starts. */
export const unsynced: Sync = { cursor: null, asked: false, gathering: null, pings: 0 };

/** Steps a feed's sync: pure. */
export function reduceSync(sync: Sync, event: SyncEvent): [Sync, SyncEffect] {
	switch (event.type) {
		case 'watched':
			return [asked(sync), 'none'];
		case 'snapshot':
			return reduceSnapshot(sync, event);
		case 'changes':
			return reduceChanges(sync, event);
		case 'pinged':
			return reducePing(sync, event.cursor);
	}
}

function asked(sync: Sync): Sync {
	return { cursor: sync.cursor, asked: true, gathering: null, pings: 0 };
}

function ask(sync: Sync): [Sync, SyncEffect] {
	return [asked(sync), 'ask'];
}

function reduceSnapshot(sync: Sync, part: Snapshot): [Sync, SyncEffect] {
	const before = part.part === 0 ? null : sync.gathering;
	if (part.part > 0 && (before === null || before.parts !== part.part || before.cursor !== part.cursor)) {
		// What follows a missing part is void; where it is being asked for already, this is what follows.
		return sync.asked ? [sync, 'none'] : ask(sync);
	}
	const gathering = {
		cursor: part.cursor,
		parts: part.part + 1,
		jobs: [...(before?.jobs ?? []), ...part.jobs],
		batch: part.batch === undefined ? before?.batch : part.batch,
		queues: part.queues ?? before?.queues,
	};
	if (!part.last) return [{ ...sync, asked: false, gathering, pings: 0 }, 'none'];
	return [{ ...unsynced, cursor: part.cursor }, { replaceBy: gathering }];
}

function reduceChanges(sync: Sync, { from, cursor }: Changes): [Sync, SyncEffect] {
	const order = compareCursors(from, sync.cursor);
	if (order === 'same' || order === 'older') {
		const newest = compareCursors(cursor, sync.cursor) === 'newer' ? cursor : sync.cursor;
		return [{ ...sync, cursor: newest, asked: false, pings: 0 }, 'apply'];
	}
	// A gap. An answer that is due, or coming in parts, will fill it.
	return sync.asked || sync.gathering !== null ? [sync, 'none'] : ask(sync);
}

function reducePing(sync: Sync, cursor: string): [Sync, SyncEffect] {
	const order = compareCursors(cursor, sync.cursor);
	if (order === 'same' || order === 'older') return [sync, 'none'];
	// One ping may overtake the answer's last part; by the second one the answer is lost.
	const due = sync.asked || sync.gathering !== null;
	return due && sync.pings === 0 ? [{ ...sync, pings: 1 }, 'none'] : ask(sync);
}
