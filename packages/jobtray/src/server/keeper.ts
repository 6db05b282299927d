import { type Clock, isEnd } from '../protocol/index.ts';
import type { Board } from './board/board.ts';
import { decideSweep } from './decide-sweep.ts';
import type { Log } from './log.ts';
import { createReach } from './reach.ts';
import { createReader } from './reader.ts';
import { createReadiness } from './readiness.ts';
import type { Hint, Listed, Source } from './source.ts';

/** Ended jobs are listed from this long before the last good sweep: clocks differ, and transactions commit late. */
const overlapMs = 60_000;

/** How the board stands with its engine. */
export interface KeeperHealth {
	reachable: boolean;
	/** When a sweep last proved the board; absent before the first. */
	sweptAt?: number;
}

/** What was heard of an engine and could not be used: a job, the end of one that nobody knows, progress. */
export type Ignored = 'records' | 'ends' | 'progress';

/** Keeps a board in step with a source. */
export interface Keeper {
	/** The first listing is on the board. Rejects where the source cannot be used at all. */
	ready: Promise<void>;
	/** Calls back once the first listing is on the board. */
	onceLoaded(run: () => void): void;
	/** Reads a job soon. */
	look(key: string): void;
	health(): KeeperHealth;
	/** Stops reading. Does not close the source. Idempotent. */
	close(): void;
}

/** Options of {@link createKeeper}. */
export interface KeeperOptions {
	source: Source;
	board: Board;
	clock: Clock;
	log: Log;
	sweepMs: number;
	/** How long finished jobs stay. */
	maxAgeMs: number;
	/** Called after each sweep, good or not. */
	onSwept: () => void;
	/** Called for each that could not be used. */
	onIgnored: (what: Ignored) => void;
}

/** Starts to keep a board. Hints say which jobs to read; a sweep every `sweepMs` finds what hints missed. */
export function createKeeper(options: KeeperOptions): Keeper {
	const { source, board, clock, log, sweepMs, maxAgeMs, onSwept, onIgnored } = options;
	const reach = createReach({ clock, log });
	const reader = createReader({
		source,
		board,
		clock,
		reach,
		onRead: (key) => touched?.add(key),
		onIgnored,
		onIdle: settleLoading,
	});
	const loadedListeners: (() => void)[] = [];
	/** Keys that changed while a listing is under way; `null` while none is. */
	let touched: Set<string> | null = null;
	let wantsSweep = false;
	let sweptAt: number | undefined;
	let listedFrom: number | undefined;
	let cancelSweep = () => {};
	let isClosed = false;
	const { ready, settle: settleReady } = createReadiness();

	function onHint(hint: Hint): void {
		if (isClosed) return;
		switch (hint.type) {
			case 'changed':
				for (const key of hint.keys) look(key);
				break;
			case 'progressed':
				onProgress(hint);
				break;
			case 'ended':
				touched?.add(hint.key);
				reader.lookAtEnd(hint);
				break;
			case 'asked':
				onAsked(hint);
				break;
			case 'gap':
				planSweep(0);
				break;
			case 'reachable':
				reach.set(hint.reachable);
				if (hint.reachable) planSweep(0);
		}
	}

	function look(key: string): void {
		touched?.add(key);
		reader.look(key);
	}

	function onProgress({ key, run, progress, step }: Extract<Hint, { type: 'progressed' }>): void {
		const job = board.entries.get(key)?.row.job;
		const isNews = job === undefined || job.status === 'queued' || (run !== undefined && run > job.run);
		if (isNews) look(key);
		else if (isEnd(job.status) || (progress !== null && Number.isNaN(Number(progress)))) onIgnored('progress');
		touched?.add(key);
		board.apply(key, { type: 'progressed', run, progress, step }, clock.now());
	}

	function onAsked({ keys, action, undoUntil }: Extract<Hint, { type: 'asked' }>): void {
		const isWaiting = (key: string) => {
			const status = board.entries.get(key)?.row.job.status;
			return status === 'queued' || status === 'paused';
		};
		for (const key of keys) {
			if (isWaiting(key)) touched?.add(key);
			else look(key);
		}
		board.applyAll(keys.filter(isWaiting), { type: 'asked', action, undoUntil }, clock.now());
	}

	function planSweep(delayMs: number): void {
		if (isClosed) return;
		if (touched !== null) wantsSweep = true;
		cancelSweep();
		cancelSweep = clock.setTimer(Math.max(delayMs, reach.waitMs()), () => void sweep());
	}

	async function sweep(): Promise<void> {
		if (touched !== null) return;
		// Before the board is loaded nothing on it is newer than a listing.
		const changed = new Set(board.isLoaded() ? reader.waiting() : []);
		touched = changed;
		wantsSweep = false;
		const startedAt = clock.now();
		const oldest = startedAt - maxAgeMs;
		const finishedSince = listedFrom === undefined ? oldest : Math.max(oldest, listedFrom - overlapMs);
		const listed = await reach.ask(() => source.list({ finishedSince }), 'list its jobs');
		touched = null;
		if (isClosed) return;
		if (listed !== null) {
			listedFrom = startedAt;
			sweptAt = clock.now();
			compare(listed, changed);
		}
		board.tick(clock.now());
		settleLoading();
		onSwept();
		planSweep(wantsSweep ? 0 : sweepMs);
	}

	function compare(listed: readonly Listed[], changed: ReadonlySet<string>): void {
		const listedKeys = new Set<string>();
		for (const { key } of listed) listedKeys.add(key);
		board.forgetDropped((key) => listedKeys.has(key));
		const known = (key: string) => board.entries.get(key)?.row.job ?? board.dropped(key);
		reader.fetch(decideSweep({ listed, listedKeys, known, open: board.open(), touched: changed }));
		board.arrange(listed, changed, clock.now());
	}

	/** The first listing is in, and all that it named is read. */
	function settleLoading(): void {
		if (board.isLoaded() || sweptAt === undefined || !reader.isIdle()) return;
		board.loaded();
		log({ level: 'info', event: 'board-loaded', message: `${board.entries.size} jobs are on the board.` });
		settleReady();
		for (const run of loadedListeners.splice(0)) run();
	}

	source.start(onHint).then(
		() => planSweep(0),
		(error: unknown) => {
			reach.set(false);
			const message = 'The source could not be started; the gateway has nothing to show. Mend what the error says.';
			log({ level: 'error', event: 'source-unusable', message, error });
			settleReady(error);
		},
	);

	return {
		ready,
		onceLoaded: (run) => void loadedListeners.push(run),
		look,
		health: () => ({ reachable: reach.isReachable(), ...(sweptAt === undefined ? {} : { sweptAt }) }),
		close() {
			isClosed = true;
			cancelSweep();
			reader.close();
			settleReady();
		},
	};
}
