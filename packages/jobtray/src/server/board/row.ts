import type { RunTrace } from '../../estimate/index.ts';
import type { Job } from '../../protocol/index.ts';
import type { Abilities } from '../source.ts';

/** What crosses the wire of a job, but for what differs from viewer to viewer and from change to change. `undefined` is as good as absent. */
export type JobFields = Omit<Job, 'actions' | 'rev'>;

/** A job as the board keeps it. Never changed in place. */
export interface Row {
	readonly job: Readonly<JobFields>;
	readonly can: Abilities;
	/** Priority class; matters while queued. `null` while it waits for something else than its turn. */
	readonly lane: number | null;
	readonly size?: number;
	/** How long the run takes in all, as far as is known: its weight in a batch. */
	readonly weightMs?: number;
	/** The progress of the run under way; `null` while none is. */
	readonly trace: RunTrace | null;
	/** The board's step at which progress was last heard without reading the job. */
	readonly heardStep: number;
	/** The board's step at which a command on it was last accepted. */
	readonly askedStep: number;
}

/** What moves all the time while a job runs. */
export type MovingField = 'progress' | 'step' | 'etaAt' | 'etaSpreadMs' | 'stalledSince';

/**
 * A copy with what moves anew. By hand, as every progress of every job comes through here: to spread so many fields
 * takes four times as much memory.
 */
export function withMoving(job: Readonly<JobFields>, moving: Readonly<Pick<JobFields, MovingField>>): JobFields {
	return {
		key: job.key,
		queue: job.queue,
		run: job.run,
		name: job.name,
		kind: job.kind,
		owner: job.owner,
		status: job.status,
		progress: moving.progress,
		step: moving.step,
		createdAt: job.createdAt,
		startedAt: job.startedAt,
		finishedAt: job.finishedAt,
		pausedMs: job.pausedMs,
		pausedAt: job.pausedAt,
		expectedMs: job.expectedMs,
		restarts: job.restarts,
		wanted: job.wanted,
		wantedAt: job.wantedAt,
		undoUntil: job.undoUntil,
		group: job.group,
		error: job.error,
		result: job.result,
		place: job.place,
		cannot: job.cannot,
		etaAt: moving.etaAt,
		etaSpreadMs: moving.etaSpreadMs,
		stalledSince: moving.stalledSince,
	} satisfies Record<keyof JobFields, unknown>;
}

/** All others; a field that is missing here is a type error. */
const fixedNames = Object.keys({
	key: 0,
	queue: 0,
	run: 0,
	name: 0,
	kind: 0,
	owner: 0,
	status: 0,
	createdAt: 0,
	startedAt: 0,
	finishedAt: 0,
	pausedMs: 0,
	pausedAt: 0,
	expectedMs: 0,
	restarts: 0,
	wanted: 0,
	wantedAt: 0,
	undoUntil: 0,
	group: 0,
	error: 0,
	result: 0,
	place: 0,
	cannot: 0,
} satisfies Record<FixedField, 0>) as FixedField[];

type FixedField = Exclude<keyof JobFields, MovingField>;

/** Whether nothing that viewers get differs but what moves all the time. */
export function isFixedAlike(a: Row, b: Row): boolean {
	for (const name of fixedNames) {
		if (a.job[name] !== b.job[name] && !isSameData(a.job[name], b.job[name])) return false;
	}
	return a.can === b.can || isSameData(a.can, b.can);
}

/** Whether two values are made of the same fields. For plain data a few levels deep. */
export function isSameData(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	const left = Object.entries(a).filter(isTold);
	const right = new Map(Object.entries(b).filter(isTold));
	return left.length === right.size && left.every(([name, value]) => isSameData(value, right.get(name)));
}

function isTold([, value]: [string, unknown]): boolean {
	return value !== undefined;
}
