import { type Action, isEnd } from '../protocol/index.ts';
import { systemClock } from '../server/clock.ts';
import type { CommandOutcome, Hint, Listed, MeantJob } from '../server/source.ts';
import { createCanceller } from './canceller.ts';
import { carryOut, type Subject, toHeld } from './carry-out.ts';
import type { ControlNews } from './control.ts';
import { createLister } from './create-lister.ts';
import { type Describe, describeByMeta } from './describe-job.ts';
import type { BullmqSource, Engine, SourceOptions } from './engine.ts';
import { fromKey, type JobId, type JobRow, toKey } from './job-row.ts';
import type { JobStore } from './job-store.ts';
import { createParentWatch } from './parent-watch.ts';
import { toHints } from './to-hints.ts';
import { isEnded, toJobRecord } from './to-job-record.ts';

/** A wish on a job that no listing has is cleared after this long, not sooner: the job may have been added since. */
const strayWishMs = 10_000;

/** What a source is made of. */
export interface SourceParts {
	engine: Pick<Engine, 'queue' | 'control' | 'onError'>;
	store: JobStore;
	/** Where what is odd is counted. Default a count of its own. */
	odd?: Map<string, number>;
}

/** Reads BullMQ's jobs for the gateway. */
export function createSource(options: SourceOptions, parts: SourceParts): BullmqSource {
	const { engine, store, odd = new Map<string, number>() } = parts;
	const { undoMs = 5_000, clock = systemClock } = options;
	const { control } = engine;
	const describes = new Map<string, Describe>();
	for (const entry of options.queues) {
		const { name, describe } = typeof entry === 'string' ? { name: entry, describe: undefined } : entry;
		describes.set(name, describe ?? options.describe ?? describeByMeta);
	}
	const queues = [...describes.keys()];
	const undo: (() => unknown)[] = [];
	/** Parts of single queues that are not closed yet: each change of a queue's keeper opens one. */
	const opened = new Set<BullmqSource>();
	let closed = false;
	let send: (hint: Hint) => void = () => {};

	const countOdd = (what: string) => odd.set(what, (odd.get(what) ?? 0) + 1);
	const canceller = createCanceller({
		cancels: store.cancels,
		queues,
		queue: engine.queue,
		control,
		undoMs,
		clock,
		onError: engine.onError,
		onEnded: (keys) => keys.forEach(clearWish),
		onChanged: tellChanged,
	});
	const parents = createParentWatch(tellChanged);
	const toListing = createLister();

	function tellChanged(keys: string[]): void {
		if (keys.length > 0) send({ type: 'changed', keys });
	}

	function isOurs(key: string): boolean {
		return describes.has(fromKey(key)?.queue ?? '');
	}

	function onNews(news: ControlNews): void {
		if (news.type === 'wish') {
			if (isOurs(news.key)) tellChanged([news.key]);
			return;
		}
		const keys = news.keys.filter(isOurs);
		if (keys.length === 0) return;
		if (news.type === 'cancelled') {
			for (const key of keys) send({ type: 'ended', key, status: 'cancelled', at: news.at });
			return;
		}
		if (news.type === 'held') {
			canceller.heard(news.undoUntil);
			send({ type: 'asked', keys, action: 'cancel', undoUntil: news.undoUntil });
		} else send({ type: 'asked', keys, action: 'undo' });
	}

	function toRecord(row: JobRow) {
		const key = toKey(row.queue, row.id);
		const describe = describes.get(row.queue) ?? describeByMeta;
		return toJobRecord(row, { describe, wish: control.wishFor(key, row.addedAt), odd: countOdd });
	}

	function toId(key: string): JobId | null {
		const id = fromKey(key);
		return id !== null && describes.has(id.queue) ? id : null;
	}

	async function readRows(keys: readonly string[]): Promise<JobRow[]> {
		const bare: JobId[] = [];
		const whole: JobId[] = [];
		for (const key of new Set(keys)) {
			const id = toId(key);
			if (id !== null) (describes.get(id.queue) === describeByMeta ? bare : whole).push(id);
		}
		const parts = [
			bare.length > 0 ? store.read(bare, { withData: false }) : [],
			whole.length > 0 ? store.read(whole, { withData: true }) : [],
		];
		return (await Promise.all(parts)).flat();
	}

	async function look({ key, createdAt }: MeantJob): Promise<Subject | null> {
		const [row] = await readRows([key]);
		return row === undefined || !isMeant(row, createdAt) ? null : { row, record: toRecord(row) };
	}

	/** Its id was that of another job, of which something was asked. */
	function hasOldWish({ queue, id, addedAt }: JobRow): boolean {
		return (control.wishFor(toKey(queue, id))?.addedAt ?? addedAt) < addedAt;
	}

	/** A wish has nothing more to say once its job has ended or is gone. */
	function clearWish(key: string): void {
		if (control.wishFor(key) !== undefined) control.clear(key).catch(engine.onError);
	}

	function clearStrays(wished: readonly string[], listed: readonly Listed[]): void {
		const unfinished = new Set<string>();
		for (const { key, status } of listed) if (!isEnd(status)) unfinished.add(key);
		for (const key of wished) {
			const stray = isOurs(key) && !unfinished.has(key);
			if (stray && clock.now() - (control.wishFor(key)?.at ?? 0) > strayWishMs) clearWish(key);
		}
	}

	/** `seen` spares the first look at the job, which is the one meant. */
	async function command(job: MeantJob, action: Action, seen?: JobRow): Promise<CommandOutcome> {
		const { key } = job;
		const id = toId(key);
		if (id === null) return { type: 'gone' };
		await control.ready;
		let first = seen;
		return carryOut(action, {
			key,
			queue: engine.queue(id.queue),
			control,
			async look() {
				const row = first;
				first = undefined;
				return row === undefined ? look(job) : { row, record: toRecord(row) };
			},
			hold: canceller.hold,
			release: canceller.release,
			now: clock.now,
		});
	}

	return {
		async start(onHint) {
			await control.ready;
			send = (hint) => {
				if (!closed) onHint(hint);
			};
			undo.push(control.onNews(onNews));
			const stop = await store.watch(queues, {
				onEvents: (events) => toHints(events, countOdd).forEach(send),
				onReachable(reachable) {
					send({ type: 'reachable', reachable });
					if (reachable) send({ type: 'gap' });
				},
				onGap: () => send({ type: 'gap' }),
				onError: engine.onError,
			});
			if (closed) await stop();
			else undo.push(stop);
		},
		async list({ finishedSince }) {
			await control.ready;
			const stretches = await store.list({ queues, finishedSince });
			const wished = control.wishedKeys();
			const hasWishes = wished.length > 0;
			const { listed, undoUntil } = toListing({ stretches, hasWishes, wishFor: (key) => control.wishFor(key) });
			if (hasWishes) clearStrays(wished, listed);
			undoUntil.forEach(canceller.heard);
			return listed;
		},
		async read(keys) {
			await control.ready;
			const readAt = clock.now();
			const rows = await readRows(keys);
			for (const row of rows) if (isEnded(row.state) || hasOldWish(row)) clearWish(toKey(row.queue, row.id));
			parents.saw(rows, readAt);
			return rows.map(toRecord);
		},
		command: (job, action) => command(job, action),
		async commandAll(jobs, action) {
			await control.ready;
			const outcomes = new Map<string, CommandOutcome>();
			const ids = jobs.flatMap(({ key, createdAt }) => {
				const id = toId(key);
				return id === null ? [] : { ...id, ...(createdAt === undefined ? {} : { addedAt: createdAt }) };
			});
			if (action === 'cancel') {
				const held = await canceller.holdAll(ids);
				for (const [key, undoUntil] of held) outcomes.set(key, toHeld(undoUntil, clock.now()));
			} else {
				for (const key of await canceller.releaseAll(ids)) outcomes.set(key, { type: 'accepted' });
			}
			// The rest has begun, ended or gone since it was asked for.
			const rest = jobs.filter(({ key }) => !outcomes.has(key));
			const read = await readRows(rest.map(({ key }) => key));
			const rows = new Map(read.map((row) => [toKey(row.queue, row.id), row]));
			for (const job of rest) {
				const row = rows.get(job.key);
				const isGone = row === undefined || !isMeant(row, job.createdAt);
				outcomes.set(job.key, isGone ? { type: 'gone' } : await command(job, action, row));
			}
			return outcomes;
		},
		oddities: () => Object.fromEntries(odd),
		byQueue: {
			queues,
			queueOf: (key) => toId(key)?.queue ?? null,
			open(name) {
				const describe = describes.get(name);
				const source = createSource({ ...options, queues: [{ name, describe }] }, { engine, store, odd });
				const part: BullmqSource = {
					...source,
					close() {
						opened.delete(part);
						return source.close();
					},
				};
				opened.add(part);
				return part;
			},
		},
		async close() {
			if (closed) return;
			closed = true;
			await Promise.all([...opened].map((part) => part.close()));
			for (const each of undo.splice(0)) await each();
			await canceller.close();
		},
	};
}

/** Whether it is the job that is meant, and not another to which its id was given since. */
function isMeant({ addedAt }: JobRow, createdAt: number | undefined): boolean {
	return createdAt === undefined || createdAt === addedAt;
}
