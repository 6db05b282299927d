import type { Job } from '../protocol/index.ts';
import type { JobGroups } from './feed.ts';
import { compareRows, findPlace, isCloserToDone, isSamePlace, type Row, toRow } from './row-order.ts';

/** A feed's rows, sorted. One change costs the same however many rows there are, but for moving pointers in a list. */
export interface Rows {
	get(key: string): Row | undefined;
	/** Sets one row; the rev guard is the caller's. */
	put(job: Job): void;
	remove(key: string): void;
	/** Swaps all rows at once; a row for which `isKnown` keeps its identity. */
	replaceAll(jobs: readonly Job[], isKnown: (row: Row, job: Job) => boolean): void;
	keys(): Iterable<string>;
	/** How many a list has, without those that are being cancelled and can be undone. */
	count(group: keyof JobGroups): number;
	/** Counts up whenever `groups` may have changed, and with what decides how they are laid out. */
	version(): number;
	/** The same object, and the same list in it, until a membership or an order has changed. */
	groups(): JobGroups;
	/** The running job closest to done. */
	leader(): string | null;
}

const groupNames = ['running', 'paused', 'queued', 'finished'] as const;

/** Makes an empty set of rows. */
export function createRows(): Rows {
	let rows = new Map<string, Row>();
	let sorted: Record<keyof JobGroups, Row[]> = { running: [], paused: [], queued: [], finished: [] };
	let shown: JobGroups = { running: [], paused: [], queued: [], finished: [] };
	/** How many of each list can be undone. */
	let leaving = noneLeave();
	const moved = new Set<keyof JobGroups>();
	let version = 0;
	let leader: Row | null = null;
	/** The leader fell back or left: who leads is worked out when next asked for. */
	let leaderless = false;

	function takeOut(row: Row): void {
		const list = sorted[row.group];
		list.splice(findPlace(list, row), 1);
		countLeaving(row, -1);
		moved.add(row.group);
		version += 1;
	}

	function putIn(row: Row): void {
		const list = sorted[row.group];
		list.splice(findPlace(list, row), 0, row);
		countLeaving(row, 1);
		moved.add(row.group);
		version += 1;
	}

	function countLeaving({ group, job }: Row, by: 1 | -1): void {
		if (job.undoUntil !== undefined) leaving[group] += by;
	}

	function challenge(row: Row): void {
		if (row.group === 'running' && (leader === null || isCloserToDone(row.job, leader.job))) leader = row;
	}

	return {
		get: (key) => rows.get(key),
		keys: () => rows.keys(),
		count: (group) => sorted[group].length - leaving[group],
		put(job) {
			const next = toRow(job);
			const row = rows.get(job.key);
			if (row !== undefined && isSamePlace(row, next)) {
				if (row === leader && isCloserToDone(row.job, job)) leaderless = true;
				countLeaving(row, -1);
				if (row.job.group?.id !== job.group?.id || row.job.undoUntil !== job.undoUntil) version += 1;
				row.job = job;
				countLeaving(row, 1);
				return challenge(row);
			}
			if (row !== undefined) takeOut(row);
			if (row !== undefined && row === leader) leaderless = true;
			rows.set(job.key, next);
			putIn(next);
			challenge(next);
		},
		remove(key) {
			const row = rows.get(key);
			if (row === undefined) return;
			rows.delete(key);
			takeOut(row);
			if (row === leader) leaderless = true;
		},
		replaceAll(jobs, isKnown) {
			const before = rows;
			rows = new Map();
			for (const job of jobs) {
				const row = before.get(job.key);
				rows.set(job.key, row !== undefined && isKnown(row, job) ? row : toRow(job));
			}
			sorted = { running: [], paused: [], queued: [], finished: [] };
			leaving = noneLeave();
			for (const row of rows.values()) {
				sorted[row.group].push(row);
				countLeaving(row, 1);
			}
			for (const name of groupNames) {
				sorted[name].sort(compareRows);
				moved.add(name);
			}
			version += 1;
			leaderless = true;
		},
		version: () => version,
		groups() {
			if (moved.size > 0) {
				const next = { ...shown };
				for (const name of moved) next[name] = keepIfSame(shown[name], sorted[name]);
				moved.clear();
				if (groupNames.some((name) => next[name] !== shown[name])) shown = next;
			}
			return shown;
		},
		leader() {
			if (leaderless) {
				leader = null;
				for (const row of sorted.running) challenge(row);
				leaderless = false;
			}
			return leader?.key ?? null;
		},
	};
}

function noneLeave(): Record<keyof JobGroups, number> {
	return { running: 0, paused: 0, queued: 0, finished: 0 };
}

function keepIfSame(keys: readonly string[], rows: readonly Row[]): readonly string[] {
	if (keys.length === rows.length && rows.every((row, i) => row.key === keys[i])) return keys;
	return rows.map((row) => row.key);
}
