import type { Feed, JobGroups, RunEnd, Summary } from '../client/index.ts';
import { type Batch, isEnd, type Job, type QueueFigures } from '../protocol/index.ts';
import { createFakeReadable, type FakeReadable } from './fake-readable.ts';

/** A feed that is filled by hand. Rows are shown in the order in which they were first put. */
export interface FakeFeed extends Feed {
	/** Adds rows or replaces those of the same key; the first call makes the feed ready. Tells no ends. */
	put(...jobs: Job[]): void;
	/** Takes rows away. */
	remove(...keys: string[]): void;
	/** Tells that these runs ended, and puts their rows. */
	end(learnt: RunEnd['learnt'], ...jobs: Job[]): void;
	setBatch(batch: Batch | null): void;
	setQueue(figures: QueueFigures): void;
	/** How many listeners there are in all; 0 once everything is closed. */
	listeners(): number;
}

/** Creates a feed that is not ready and has no rows. */
export function createFakeFeed(): FakeFeed {
	const ready = createFakeReadable(false);
	const rows = new Map<string, FakeReadable<Job | undefined>>();
	const queues = new Map<string, FakeReadable<QueueFigures | undefined>>();
	const groups = createFakeReadable<JobGroups>({ running: [], paused: [], queued: [], finished: [] });
	const summary = createFakeReadable<Summary>({ running: 0, queued: 0, paused: 0, batch: null, leader: null });
	const enders = createFakeReadable<readonly RunEnd[]>([]);

	function row(key: string): FakeReadable<Job | undefined> {
		return obtain(rows, key);
	}

	function regroup(): void {
		const jobs = [...rows.values()].flatMap((each) => each.get() ?? []);
		const keys = (wanted: (job: Job) => boolean) => jobs.filter(wanted).map((job) => job.key);
		const waiting = (status: Job['status']) =>
			keys((job) => job.status === status && job.undoUntil === undefined).length;
		const next: JobGroups = {
			running: keys((job) => job.status === 'running'),
			paused: keys((job) => job.status === 'paused'),
			queued: keys((job) => job.status === 'queued'),
			finished: keys((job) => isEnd(job.status)),
		};
		const before = groups.get();
		groups.set({
			running: keep(before.running, next.running),
			paused: keep(before.paused, next.paused),
			queued: keep(before.queued, next.queued),
			finished: keep(before.finished, next.finished),
		});
		const leader = jobs
			.filter((job) => job.status === 'running')
			.reduce<Job | null>((best, job) => ((best?.progress ?? -1) < (job.progress ?? 0) ? job : best), null);
		summary.set({
			...summary.get(),
			running: next.running.length,
			queued: waiting('queued'),
			paused: waiting('paused'),
			leader: leader?.key ?? null,
		});
	}

	function put(...jobs: Job[]): void {
		let moved = !ready.get();
		for (const job of jobs) {
			const before = row(job.key).get();
			if (before?.status !== job.status || before.undoUntil !== job.undoUntil || before.group?.id !== job.group?.id) {
				moved = true;
			}
			row(job.key).set(job);
		}
		if (moved) regroup();
		ready.set(true);
	}

	return {
		ready,
		job: row,
		peek: (key) => rows.get(key)?.get(),
		groups,
		summary,
		queue: (name) => obtain(queues, name),
		onEnds: (listener) => enders.subscribe(() => listener(enders.get())),
		put,
		remove(...keys) {
			for (const key of keys) row(key).set(undefined);
			regroup();
		},
		end(learnt, ...jobs) {
			put(...jobs);
			enders.set(jobs.map((job) => ({ id: `${job.key}#${job.run}@${job.finishedAt}`, job, learnt })));
		},
		setBatch: (batch) => summary.set({ ...summary.get(), batch }),
		setQueue: (figures) => obtain(queues, figures.queue).set(figures),
		listeners: () =>
			[ready, groups, summary, enders, ...rows.values(), ...queues.values()].reduce(
				(sum, each) => sum + each.listeners(),
				0,
			),
	};
}

function obtain<T>(map: Map<string, FakeReadable<T | undefined>>, key: string): FakeReadable<T | undefined> {
	const known = map.get(key);
	if (known !== undefined) return known;
	const made = createFakeReadable<T | undefined>(undefined);
	map.set(key, made);
	return made;
}

function keep(before: readonly string[], next: readonly string[]): readonly string[] {
	return before.length === next.length && next.every((key, at) => key === before[at]) ? before : next;
}
