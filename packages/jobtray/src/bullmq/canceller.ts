import type { Clock } from '../protocol/index.ts';
import { type Cancels, chunkCancels } from './cancels.ts';
import type { Control } from './control.ts';
import type { JobQueue } from './engine.ts';
import { fromKey, type JobId, type JobRow, type MeantId, toKey } from './job-row.ts';

/** Another's cancelling is carried out here only once it is this long overdue: its own gateway comes first. */
const takeOverMs = 1_000;

/** Timers may be early by this much. */
const slackMs = 20;

/** How long to wait before what is due is tried again, where that failed or another process is at it. */
const retryMs = 1_000;

/** Levels of children below a parent that are cancelled with it. */
const mostLevels = 10;

/** Holds jobs that are to be cancelled before they begin, and carries that out when nobody has taken it back. */
export interface Canceller {
	/** Holds a job, and what it waits for. Until when that can be taken back; `null` where the store does not let go of it. */
	hold(row: JobRow): Promise<number | null>;
	/** Takes that back. Whether it was in time. */
	release(row: JobRow): Promise<boolean>;
	/** Holds many; until when each can be taken back, by key. */
	holdAll(ids: readonly MeantId[]): Promise<Map<string, number>>;
	/** Takes many back; the keys of those that were in time. */
	releaseAll(ids: readonly MeantId[]): Promise<string[]>;
	/** Somebody holds jobs until then. */
	heard(undoUntil: number): void;
	/** Waits for what is under way. What is not due yet is left to whoever comes next. Idempotent. */
	close(): Promise<void>;
}

/** What it needs. */
export interface CancellerOptions {
	cancels: Cancels;
	queues: readonly string[];
	queue(name: string): JobQueue;
	control: Pick<Control, 'tell'>;
	undoMs: number;
	clock: Clock;
	onError(error: unknown): void;
	/** These have been cancelled for good. */
	onEnded(keys: string[]): void;
	/** These are to be read again. */
	onChanged(keys: string[]): void;
}

/** Creates it with nothing to do. */
export function createCanceller(options: CancellerOptions): Canceller {
	const { cancels, queues, control, undoMs, clock, onError } = options;
	let dueAt = Number.POSITIVE_INFINITY;
	let callOff = () => {};
	let settling: Promise<void> = Promise.resolve();
	let isClosed = false;

	function plan(at: number): void {
		if (isClosed || at >= dueAt) return;
		callOff();
		dueAt = at;
		callOff = clock.setTimer(Math.max(0, at - clock.now()) + slackMs, () => {
			dueAt = Number.POSITIVE_INFINITY;
			settling = settling.then(settle);
		});
	}

	async function settle(): Promise<void> {
		try {
			for (let more = true; more && !isClosed; ) {
				const at = clock.now();
				const settled = await cancels.settle(queues, at);
				more = settled.more;
				const keys = settled.ended.map(toKeyOf);
				options.onEnded(keys);
				options.onChanged([...settled.escaped, ...settled.parents].map(toKeyOf));
				await control.tell({ type: 'cancelled', keys, at });
				// What is overdue and was not ours to take, another process is at.
				if (!more && settled.nextAt !== null) plan(settled.nextAt > at ? settled.nextAt : clock.now() + retryMs);
			}
		} catch (error) {
			onError(error);
			plan(clock.now() + retryMs);
		}
	}

	async function holdAll(ids: readonly MeantId[]): Promise<Map<string, number>> {
		const until = new Map<string, number>();
		for (let from = 0; from < ids.length; from += chunkCancels) {
			const askedAt = clock.now();
			const undoUntil = askedAt + undoMs;
			const held = await cancels.hold(ids.slice(from, from + chunkCancels), { askedAt, undoUntil });
			for (const each of held) until.set(toKeyOf(each.id), each.undoUntil);
			if (undoMs === 0) continue;
			plan(undoUntil);
			const fresh = held.filter((each) => each.undoUntil === undoUntil);
			await control.tell({ type: 'held', keys: fresh.map(({ id }) => toKeyOf(id)), undoUntil });
		}
		if (undoMs === 0 && until.size > 0) {
			settling = settling.then(settle);
			await settling;
		}
		return until;
	}

	async function releaseAll(ids: readonly MeantId[]): Promise<string[]> {
		const released: string[] = [];
		for (let from = 0; from < ids.length; from += chunkCancels) {
			const keys = (await cancels.release(ids.slice(from, from + chunkCancels), clock.now())).map(toKeyOf);
			await control.tell({ type: 'released', keys });
			released.push(...keys);
		}
		return released;
	}

	/** The job and the children it waits for, theirs included. */
	async function withChildren(row: JobRow): Promise<MeantId[]> {
		const ids: MeantId[] = [{ queue: row.queue, id: row.id, addedAt: row.addedAt }];
		if (row.children === 0) return ids;
		let level: JobId[] = ids;
		for (let depth = 0; depth < mostLevels && level.length > 0; depth++) {
			const below = await Promise.all(level.map((id) => listWaitedFor(id)));
			level = below.flat();
			ids.push(...level);
		}
		return ids;
	}

	async function listWaitedFor({ queue, id }: JobId): Promise<JobId[]> {
		if (!queues.includes(queue)) return [];
		const job = await options.queue(queue).getJob(id);
		const { unprocessed = [] } = (await job?.getDependencies()) ?? {};
		return unprocessed.flatMap((key) => toChildId(key) ?? []);
	}

	/** BullMQ's key of a child, with a prefix before its queue on Redis and none on Postgres. */
	function toChildId(key: string): JobId | null {
		const queue = queues.find((name) => key.startsWith(`${name}:`) || key.includes(`:${name}:`));
		const id =
			queue === undefined ? null : fromKey(key.slice(key.startsWith(`${queue}:`) ? 0 : key.indexOf(`:${queue}:`) + 1));
		return id;
	}

	return {
		async hold(row) {
			const held = await holdAll(await withChildren(row));
			return held.get(toKeyOf(row)) ?? null;
		},
		async release(row) {
			const released = await releaseAll(await withChildren(row));
			return released.includes(toKeyOf(row));
		},
		holdAll,
		releaseAll,
		heard: (undoUntil) => plan(undoUntil + takeOverMs),
		async close() {
			isClosed = true;
			callOff();
			await settling;
		},
	};
}

function toKeyOf({ queue, id }: JobId): string {
	return toKey(queue, id);
}
