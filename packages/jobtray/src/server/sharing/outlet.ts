import type { Clock } from '../../protocol/index.ts';
import type { Board } from '../board/board.ts';
import type { Entry, Feed } from '../board/feed.ts';
import { copyRow } from '../board/row.ts';
import type { Delivery, FeedName, WantChange } from './delivery.ts';
import { estimateBytes } from './estimate-bytes.ts';

/** Rows in one delivery: few enough that reading it holds nothing else up. */
const mostRows = 250;

/** Bytes of one delivery, as far as can be told; a third of what a message may have. */
const mostBytes = 160 * 1024;

/** Figures move with every estimate; once a second is enough where no place depends on them. */
const figuresMs = 1_000;

/** What one gateway is told of one queue. */
export interface Outlet {
	/** What is added is told whole. */
	want(change: WantChange): void;
	/** Goes on with feeds of which everything up to `rev` is known. */
	resume(names: readonly FeedName[], rev: number): void;
	/** Idempotent. */
	close(): void;
}

/** Options of {@link createOutlet}. */
export interface OutletOptions {
	board: Pick<Board, 'all' | 'knownFeedOf' | 'watch' | 'line' | 'cursor'>;
	queue: string;
	clock: Clock;
	/** Least time between two deliveries. */
	intervalMs: number;
	/** The next delivery waits for the one before; what changes meanwhile is told once. */
	deliver: (delivery: Delivery) => Promise<void> | void;
}

interface Channel {
	/** `null` for all. */
	ownerId: string | null;
	/** Keys that changed and are not told; `null` while there are none. */
	dirty: Set<string> | null;
	end: () => void;
}

/** A feed that is being told whole; `entries` is `null` until it has begun. */
interface Whole {
	name: FeedName;
	entries: Entry[] | null;
	at: number;
}

/** Creates an outlet that wants nothing yet. */
export function createOutlet({ board, queue, clock, intervalMs, deliver }: OutletOptions): Outlet {
	const channels = new Map<FeedName, Channel>();
	const dirtyNames = new Set<FeedName>();
	let wholes: Whole[] = [];
	let toldVersion = 0;
	let figuresAt = Number.NEGATIVE_INFINITY;
	let deliveredAt = Number.NEGATIVE_INFINITY;
	let isDelivering = false;
	let isClosed = false;
	let cancelTimer: (() => void) | null = null;
	let cancelFigures = () => {};

	function plan(delayMs: number): void {
		if (isClosed || isDelivering || cancelTimer !== null) return;
		cancelTimer = clock.setTimer(delayMs, () => {
			cancelTimer = null;
			void flush();
		});
	}

	function planFigures(): void {
		cancelFigures = clock.setTimer(figuresMs, () => {
			if (channels.size > 0 && board.line(queue).version() !== toldVersion) plan(0);
			planFigures();
		});
	}

	/** Owners are many, and most of them have no jobs in this queue: until they have, nothing but their name is kept. */
	function open(name: FeedName): Channel {
		const ownerId = name === 'all' ? null : name.slice('of:'.length);
		const end = board.watch(ownerId, (key) => {
			markDirty(name, channel, key);
			plan(Math.max(0, deliveredAt + intervalMs - clock.now()));
		});
		const channel: Channel = { ownerId, dirty: null, end };
		channels.set(name, channel);
		return channel;
	}

	function markDirty(name: FeedName, channel: Channel, key: string): void {
		channel.dirty ??= new Set();
		channel.dirty.add(key);
		dirtyNames.add(name);
	}

	function feedOf({ ownerId }: Channel): Feed | undefined {
		return ownerId === null ? board.all : board.knownFeedOf(ownerId);
	}

	function add(names: readonly FeedName[]): void {
		for (const name of names) {
			if (channels.has(name)) continue;
			open(name);
			wholes.push({ name, entries: null, at: 0 });
		}
		plan(0);
	}

	function drop(names: readonly FeedName[]): void {
		for (const name of names) {
			channels.get(name)?.end();
			channels.delete(name);
			dirtyNames.delete(name);
		}
		wholes = wholes.filter(({ name }) => channels.has(name));
	}

	async function flush(): Promise<void> {
		const delivery = compose();
		if (isClosed || delivery === null) return;
		isDelivering = true;
		deliveredAt = clock.now();
		try {
			await deliver(delivery);
		} finally {
			isDelivering = false;
		}
		if (wholes.length > 0 || delivery.rev === null) plan(0);
		else if (dirtyNames.size > 0) plan(Math.max(0, deliveredAt + intervalMs - clock.now()));
	}

	function compose(): Delivery | null {
		const load = createLoad();
		const removed: Delivery['removed'] = [];
		takeChanges(load, removed);
		const { begin, end } = takeWholes(load);
		const rows = load.rows();
		const figures = takeFigures(begin.length > 0 || rows.some(({ row }) => row.job.place !== undefined));
		if (rows.length + removed.length + begin.length + end.length === 0 && figures === undefined) return null;
		const rev = dirtyNames.size === 0 ? board.cursor().rev : null;
		return { begin, removed, rows, end, rev, ...(figures === undefined ? {} : { figures }) };
	}

	function takeChanges(load: Load, removed: Delivery['removed']): void {
		for (const name of dirtyNames) {
			const channel = channels.get(name);
			if (channel === undefined) continue;
			const rows = feedOf(channel)?.rows;
			for (const key of channel.dirty ?? []) {
				if (load.isFull(removed.length)) return;
				channel.dirty?.delete(key);
				const entry = rows?.get(key);
				if (entry === undefined) removed.push([key, name]);
				else load.add(entry, name);
			}
			channel.dirty = null;
			dirtyNames.delete(name);
		}
	}

	function takeWholes(load: Load): Pick<Delivery, 'begin' | 'end'> {
		const begin: FeedName[] = [];
		const end: FeedName[] = [];
		for (let whole = wholes[0]; whole !== undefined && !load.isFull(begin.length); whole = wholes[0]) {
			const { name } = whole;
			const channel = channels.get(name);
			const rows = (channel === undefined ? undefined : feedOf(channel)?.rows) ?? new Map<string, Entry>();
			if (whole.entries === null) {
				whole.entries = [...rows.values()];
				begin.push(name);
			}
			for (; whole.at < whole.entries.length && !load.isFull(begin.length); whole.at++) {
				const entry = whole.entries[whole.at];
				if (entry !== undefined && rows.get(entry.key) === entry) load.add(entry, name);
			}
			if (whole.at < whole.entries.length) break;
			end.push(name);
			wholes.shift();
		}
		return { begin, end };
	}

	function takeFigures(isNeeded: boolean): Delivery['figures'] {
		const line = board.line(queue);
		if (line.version() === toldVersion) return undefined;
		if (!isNeeded && clock.now() - figuresAt < figuresMs) return undefined;
		toldVersion = line.version();
		figuresAt = clock.now();
		return line.figures();
	}

	planFigures();

	return {
		want(change) {
			drop(change.drop);
			add(change.add);
		},
		resume(names, rev) {
			for (const name of names) {
				if (channels.has(name)) continue;
				const channel = open(name);
				const feed = feedOf(channel);
				if (feed === undefined || rev < feed.horizon()) {
					wholes.push({ name, entries: null, at: 0 });
					continue;
				}
				for (const entry of feed.rows.values()) if (entry.rev > rev) markDirty(name, channel, entry.key);
				for (const [key] of feed.removedAfter(rev)) markDirty(name, channel, key);
			}
			plan(0);
		},
		close() {
			isClosed = true;
			cancelTimer?.();
			cancelFigures();
			drop([...channels.keys()]);
		},
	};
}

/** The rows of one delivery, each once. */
interface Load {
	add(entry: Entry, name: FeedName): void;
	isFull(others: number): boolean;
	rows(): Delivery['rows'];
}

function createLoad(): Load {
	const rows = new Map<string, Delivery['rows'][number]>();
	let bytes = 0;
	return {
		add({ key, row }, name) {
			let found = rows.get(key);
			if (found === undefined) {
				// The board moves its rows in place, and what is delivered is looked at later.
				found = { row: copyRow(row), inOwn: false, inAll: false };
				rows.set(key, found);
				bytes += estimateBytes(row.job);
			}
			if (name === 'all') found.inAll = true;
			else found.inOwn = true;
		},
		isFull: (others) => rows.size + others >= mostRows || bytes >= mostBytes,
		rows: () => [...rows.values()],
	};
}
