import { type Clock, isEnd } from '../protocol/index.ts';
import type { Board } from './board/board.ts';
import { cleanRecord } from './board/clean-record.ts';
import type { Reach } from './reach.ts';
import type { Hint, JobRecord, Source } from './source.ts';

/** Hints come in bursts; those of this long are read together. */
const gatherMs = 5;

/** Jobs in one read: enough to keep up, few enough that an engine answers in a moment. */
const readKeys = 200;

/** What a source says of an end. */
export type EndHint = Extract<Hint, { type: 'ended' }>;

/** Reads jobs from the engine onto the board: one read at a time, each with all that is wanted by then. */
export interface Reader {
	/** Reads a job soon; one that was asked for again while it is being read is read once more. */
	look(key: string): void;
	/** Reads a job soon; should it be gone by then, it ended as was heard. */
	lookAtEnd(end: EndHint): void;
	/** Reads jobs once those that were looked at are read. */
	fetch(keys: readonly string[]): void;
	/** Keys that wait to be read. */
	waiting(): string[];
	/** Whether all that was fetched is on the board. */
	isIdle(): boolean;
	close(): void;
}

/** Options of {@link createReader}. */
export interface ReaderOptions {
	source: Source;
	board: Board;
	clock: Clock;
	reach: Reach;
	/** A job was read. */
	onRead: (key: string) => void;
	/** What was read or heard could not be used. */
	onIgnored: (what: 'records' | 'ends') => void;
	/** All that was wanted is read. */
	onIdle: () => void;
}

/** Creates a reader with nothing to read. */
export function createReader({ source, board, clock, reach, onRead, onIgnored, onIdle }: ReaderOptions): Reader {
	const looked = new Set<string>();
	const fetched = new Set<string>();
	/** What was fetched and is not on the board yet, wherever it waits. */
	const owed = new Set<string>();
	const ends = new Map<string, EndHint>();
	let isReading = false;
	let isClosed = false;
	let cancelTimer: (() => void) | null = null;

	function plan(delayMs: number): void {
		if (isClosed || isReading || cancelTimer !== null || looked.size + fetched.size === 0) return;
		cancelTimer = clock.setTimer(Math.max(delayMs, reach.waitMs()), () => {
			cancelTimer = null;
			void readNext();
		});
	}

	function takeKeys(): string[] {
		const keys: string[] = [];
		for (const set of [looked, fetched]) {
			for (const key of set) {
				if (keys.length === readKeys) return keys;
				set.delete(key);
				keys.push(key);
			}
		}
		return keys;
	}

	async function readNext(): Promise<void> {
		isReading = true;
		const keys = takeKeys();
		const askedAtStep = board.step();
		const told = new Map(keys.map((key) => [key, ends.get(key)]));
		const records = await reach.ask(() => source.read(keys), 'read jobs');
		isReading = false;
		if (isClosed) return;
		if (records === null) for (const key of keys) fetched.add(key);
		else settle(keys, { records, askedAtStep, told });
		plan(looked.size > 0 ? gatherMs : 0);
		if (isIdle()) onIdle();
	}

	function settle(keys: readonly string[], { records, askedAtStep, told }: ReadAnswer): void {
		const now = clock.now();
		const byKey = new Map(records.map((record) => [record.key, record]));
		const inOrder = keys.flatMap((key) => byKey.get(key) ?? []);
		if (!board.isLoaded()) inOrder.sort(byEnd);
		for (const record of inOrder) {
			const clean = cleanRecord(record, now);
			if (clean === null) onIgnored('records');
			else board.read(clean, { askedAtStep, now });
		}
		for (const key of keys) {
			onRead(key);
			owed.delete(key);
			const end = told.get(key);
			if (ends.get(key) === end) ends.delete(key);
			if (!byKey.has(key)) settleGone(key, end);
		}
	}

	/** The engine no longer has the job: it ended as was heard, or it was removed. */
	function settleGone(key: string, end: EndHint | undefined): void {
		const job = board.entries.get(key)?.row.job;
		if (job === undefined && end !== undefined) onIgnored('ends');
		if (job === undefined || isEnd(job.status)) return;
		if (end === undefined) board.remove(key, clock.now());
		else board.apply(key, end, clock.now());
	}

	function look(key: string): void {
		fetched.delete(key);
		looked.add(key);
		plan(gatherMs);
	}

	function isIdle(): boolean {
		return owed.size === 0;
	}

	return {
		look,
		lookAtEnd(end) {
			ends.set(end.key, end);
			look(end.key);
		},
		fetch(keys) {
			for (const key of keys) {
				owed.add(key);
				if (!looked.has(key)) fetched.add(key);
			}
			plan(0);
		},
		waiting: () => [...looked, ...fetched],
		isIdle,
		close() {
			isClosed = true;
			cancelTimer?.();
		},
	};
}

interface ReadAnswer {
	records: readonly JobRecord[];
	askedAtStep: number;
	/** Ends that were heard before the reading began. */
	told: ReadonlyMap<string, EndHint | undefined>;
}

/** Unended ones last, ended ones in the order of their ends, so that the latest runs of a kind count. */
function byEnd(a: JobRecord, b: JobRecord): number {
	return (a.finishedAt ?? Number.POSITIVE_INFINITY) - (b.finishedAt ?? Number.POSITIVE_INFINITY) || 0;
}
