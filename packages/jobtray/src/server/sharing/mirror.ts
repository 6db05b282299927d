import type { Clock } from '../../protocol/index.ts';
import { isEnd, type QueueFigures } from '../../protocol/index.ts';
import { createEntry, createFeed, type Entry, type Feed, setRow } from '../board/feed.ts';
import type { ReadableBoard, ReadableLine } from '../board/readable-board.ts';
import { isSameData, type Row } from '../board/row.ts';
import type { AcceptedCommand } from '../served-board.ts';
import { type DeliveredRow, type Delivery, type FeedName, toFeedName } from './delivery.ts';
import { createWishes } from './wishes.ts';

/** The part of the boards of others that this gateway's viewers look at. Works nothing out but what spans queues: batches, and how much is kept. */
export interface Mirror extends ReadableBoard {
	/** Takes in what became of a queue's jobs. */
	take(queue: string, delivery: Delivery): void;
	/** Whether all rows of a feed have come from a queue. */
	isWholeOf(name: FeedName, queue: string): boolean;
	/** Calls back once all rows of a feed have come from all queues. Returns what calls it off. */
	whenWhole(feed: Feed, run: () => void): () => void;
	/** Shows what the engine has accepted. */
	accepted(keys: readonly string[], command: AcceptedCommand): void;
	/** Lets go of a feed. */
	forget(name: FeedName): void;
	/** Lets go of feeds that nobody holds and that are not wanted, and of wishes that did not come true. */
	tick(isWanted: (name: FeedName) => boolean): void;
}

/** Options of {@link createMirror}. */
export interface MirrorOptions {
	/** Names this life of the mirror. */
	epoch: string;
	queues: readonly string[];
	finishedLimit: number;
	clock: Clock;
	/** Somebody holds a feed now, or nobody does any more. */
	onHeld: (name: FeedName, isHeld: boolean) => void;
}

interface MirrorEntry extends Entry {
	queue: string;
	/** How many feeds have it. */
	feeds: number;
}

interface MirroredFeed {
	name: FeedName;
	feed: Feed;
	/** Queues of which all rows have come. */
	whole: Set<string>;
	/** By queue that is being told whole: rows that have not come yet. */
	missing: Map<string, Set<string>>;
	waiting: Set<() => void>;
}

/** Creates an empty mirror. */
export function createMirror({ epoch, queues, finishedLimit, clock, onHeld }: MirrorOptions): Mirror {
	const entries = new Map<string, MirrorEntry>();
	const feeds = new Map<FeedName, MirroredFeed>();
	const byFeed = new WeakMap<Feed, MirroredFeed>();
	const lines = new Map<string, { line: ReadableLine; told: QueueFigures; version: number; text: string | null }>();
	const wishes = createWishes(clock);
	let rev = 0;

	function mirroredOf(ownerId: string | null): MirroredFeed {
		const name = ownerId === null ? 'all' : toFeedName(ownerId);
		const known = feeds.get(name);
		if (known !== undefined) return known;
		const mirrored: MirroredFeed = {
			name,
			whole: new Set(),
			missing: new Map(),
			waiting: new Set(),
			feed: createFeed({
				ownerId,
				// Who has seen an earlier life of this feed cannot go on from there: what left it meanwhile was told to nobody.
				horizon: ++rev,
				rules: {
					finishedLimit,
					isLoading: () => mirrored.whole.size < queues.length,
					onHeld: (isHeld) => onHeld(name, isHeld),
				},
			}),
		};
		feeds.set(name, mirrored);
		byFeed.set(mirrored.feed, mirrored);
		return mirrored;
	}

	function lineOf(queue: string) {
		const known = lines.get(queue);
		if (known !== undefined) return known;
		const told: QueueFigures = { queue, lanes: [], running: 0, parallel: 1, freeAt: [] };
		const state = {
			told,
			version: 1,
			text: null as string | null,
			line: {
				version: () => state.version,
				parallel: () => state.told.parallel,
				text: () => (state.text ??= JSON.stringify(state.told)),
			},
		};
		lines.set(queue, state);
		return state;
	}

	function takeOut(mirrored: MirroredFeed, key: string): void {
		const entry = entries.get(key);
		if (entry === undefined || !mirrored.feed.rows.has(key)) return;
		mirrored.feed.remove(entry, { rev: ++rev, now: clock.now() });
		if (--entry.feeds === 0) entries.delete(key);
	}

	/** Whether a feed has room for a row that it does not have: an end from before all that it keeps would be let go of at once. */
	function hasRoom({ feed }: MirroredFeed, { job }: Row): boolean {
		return !isEnd(job.status) || feed.hasRoomFor(job.finishedAt ?? 0);
	}

	function put(queue: string, { row: told, inOwn, inAll }: DeliveredRow): void {
		const { key, owner } = told.job;
		const named: MirroredFeed[] = [];
		const own = inOwn && owner !== null ? feeds.get(toFeedName(owner.id)) : undefined;
		const all = inAll ? feeds.get('all') : undefined;
		for (const mirrored of [own, all]) {
			if (mirrored === undefined) continue;
			mirrored.missing.get(queue)?.delete(key);
			named.push(mirrored);
		}
		show(queue, wishes.show(key, told), named);
	}

	/** Puts a row into the feeds that have it and those that are to have it. */
	function show(queue: string, row: Row, named: readonly MirroredFeed[]): void {
		const { key } = row.job;
		const known = entries.get(key);
		const before = known?.row ?? null;
		const joined = named.filter((each) => !each.feed.rows.has(key) && hasRoom(each, row));
		const isSame = before !== null && isSameRow(before, row);
		if (isSame && joined.length === 0) return;
		// Nobody holds anything yet of a feed that is not whole. Else a row that joins takes a revision, of which all have to hear who hold it.
		const isNews = !isSame || joined.some(({ whole }) => whole.size === queues.length);
		const stays = before === null || !isNews ? [] : holdersOf(key, before);
		if (joined.length + stays.length === 0) return;
		const entry = known ?? { ...createEntry(row), queue, feeds: 0 };
		if (isNews) setRow(entry, { row: isSame ? before : row, rev: ++rev, before });
		entry.feeds += joined.length;
		entries.set(key, entry);
		const now = clock.now();
		for (const mirrored of [...stays, ...joined]) {
			const tooOld = mirrored.feed.put(entry, mirrored.feed.rows.has(key) ? before : null, now);
			for (const old of tooOld) takeOut(mirrored, old.key);
		}
	}

	function holdersOf(key: string, { job }: Row): MirroredFeed[] {
		const names: FeedName[] = job.owner === null ? ['all'] : [toFeedName(job.owner.id), 'all'];
		return names.flatMap((name) => feeds.get(name) ?? []).filter(({ feed }) => feed.rows.has(key));
	}

	function begin(queue: string, name: FeedName): void {
		const mirrored = feeds.get(name);
		if (mirrored === undefined) return;
		const missing = new Set<string>();
		for (const key of mirrored.feed.rows.keys()) if (entries.get(key)?.queue === queue) missing.add(key);
		mirrored.missing.set(queue, missing);
	}

	function end(queue: string, name: FeedName): void {
		const mirrored = feeds.get(name);
		const missing = mirrored?.missing.get(queue);
		if (mirrored === undefined || missing === undefined) return;
		mirrored.missing.delete(queue);
		for (const key of missing) takeOut(mirrored, key);
		if (mirrored.whole.has(queue)) return;
		mirrored.whole.add(queue);
		if (mirrored.whole.size < queues.length) return;
		mirrored.feed.restoreBatch();
		for (const run of [...mirrored.waiting]) run();
	}

	function forget(name: FeedName): void {
		const mirrored = feeds.get(name);
		if (mirrored === undefined) return;
		feeds.delete(name);
		for (const key of mirrored.feed.rows.keys()) {
			const entry = entries.get(key);
			if (entry !== undefined && --entry.feeds === 0) entries.delete(key);
		}
	}

	return {
		entries,
		get all() {
			return mirroredOf(null).feed;
		},
		feedOf: (ownerId) => mirroredOf(ownerId).feed,
		line: (queue) => lineOf(queue).line,
		cursor: () => ({ epoch, rev }),
		take(queue, delivery) {
			for (const [key, name] of delivery.removed) {
				const mirrored = feeds.get(name);
				if (mirrored === undefined) continue;
				mirrored.missing.get(queue)?.delete(key);
				takeOut(mirrored, key);
			}
			for (const name of delivery.begin) begin(queue, name);
			for (const row of delivery.rows) put(queue, row);
			if (delivery.figures !== undefined) {
				const line = lineOf(queue);
				Object.assign(line, { told: delivery.figures, version: line.version + 1, text: null });
			}
			for (const name of delivery.end) end(queue, name);
		},
		isWholeOf: (name, queue) => feeds.get(name)?.whole.has(queue) === true,
		whenWhole(feed, run) {
			const mirrored = byFeed.get(feed);
			if (mirrored === undefined || mirrored.whole.size === queues.length) {
				run();
				return () => {};
			}
			const once = () => {
				mirrored.waiting.delete(once);
				run();
			};
			mirrored.waiting.add(once);
			return () => mirrored.waiting.delete(once);
		},
		accepted(keys, command) {
			for (const key of keys) {
				const entry = entries.get(key);
				if (entry !== undefined) show(entry.queue, wishes.make(key, entry.row, command), []);
			}
		},
		forget,
		tick(isWanted) {
			for (const [key, told] of wishes.takeStale()) {
				const entry = entries.get(key);
				if (entry !== undefined) show(entry.queue, told, []);
			}
			for (const [name, { feed }] of [...feeds]) if (!feed.isHeld() && !isWanted(name)) forget(name);
		},
	};
}

/** Whether a row that was told again is the one that is known; rows that have just changed are told apart by what changes most. */
function isSameRow(before: Row, { job, can, weightMs }: Row): boolean {
	if (before.job === job) return true;
	if (before.job.progress !== job.progress || before.job.step !== job.step || before.job.status !== job.status)
		return false;
	return before.weightMs === weightMs && isSameData(before.can, can) && isSameData(before.job, job);
}
