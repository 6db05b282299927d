import type { Action } from '../protocol/index.ts';
import type { Hint } from '../server/source.ts';
import { type CommandContext, carryOut, type Subject } from './carry-out.ts';
import type { ControlNews } from './control.ts';
import { type Describe, describeByMeta } from './describe-job.ts';
import type { BullmqSource, Engine, SourceOptions } from './engine.ts';
import { fromKey, type JobRow, toKey } from './job-row.ts';
import type { JobId, JobStore } from './job-store.ts';
import { toHints } from './to-hints.ts';
import { isEnded, toJobRecord, toListed } from './to-job-record.ts';

/** Keys of jobs cancelled out of the store that are remembered, for the repeat of a command. */
const rememberedCancels = 1_000;

/** A wish on a job that no listing has is cleared after this long, not sooner: the job may have been added since. */
const strayWishMs = 10_000;

/** What a source is made of. */
export interface SourceParts {
	engine: Pick<Engine, 'queue' | 'control' | 'onError'>;
	store: JobStore;
	/** Epoch ms; default the system's clock. */
	now?: () => number;
}

/** Reads BullMQ's jobs for the gateway. */
export function createSource(options: SourceOptions, { engine, store, now = Date.now }: SourceParts): BullmqSource {
	const { control } = engine;
	const describes = new Map<string, Describe>();
	for (const entry of options.queues) {
		const { name, describe } = typeof entry === 'string' ? { name: entry, describe: undefined } : entry;
		describes.set(name, describe ?? options.describe ?? describeByMeta);
	}
	const queues = [...describes.keys()];
	const odd = new Map<string, number>();
	const cancels = new Map<string, number>();
	const undo: (() => unknown)[] = [];
	let closed = false;
	let send: (hint: Hint) => void = () => {};

	const countOdd = (what: string) => odd.set(what, (odd.get(what) ?? 0) + 1);

	function onNews(news: ControlNews): void {
		const queue = fromKey(news.key)?.queue;
		if (queue === undefined || !describes.has(queue)) return;
		if (news.type === 'wish') {
			send({ type: 'changed', keys: [news.key] });
			return;
		}
		rememberCancel(news.key, news.at);
		send({ type: 'ended', key: news.key, status: 'cancelled', at: news.at });
	}

	function rememberCancel(key: string, at: number): void {
		cancels.delete(key);
		cancels.set(key, at);
		const [oldest] = cancels.keys();
		if (cancels.size > rememberedCancels && oldest !== undefined) cancels.delete(oldest);
	}

	function toRecord(row: JobRow) {
		const key = toKey(row.queue, row.id);
		const describe = describes.get(row.queue) ?? describeByMeta;
		return toJobRecord(row, { describe, wish: control.wishFor(key), odd: countOdd });
	}

	async function readRows(keys: readonly string[]): Promise<JobRow[]> {
		const bare: JobId[] = [];
		const whole: JobId[] = [];
		for (const key of new Set(keys)) {
			const id = fromKey(key);
			const describe = id === null ? undefined : describes.get(id.queue);
			if (id !== null && describe !== undefined) (describe === describeByMeta ? bare : whole).push(id);
		}
		const parts = [
			bare.length > 0 ? store.read(bare, { withData: false }) : [],
			whole.length > 0 ? store.read(whole, { withData: true }) : [],
		];
		return (await Promise.all(parts)).flat();
	}

	async function look(key: string): Promise<Subject | null> {
		const [row] = await readRows([key]);
		return row === undefined ? null : { row, record: toRecord(row) };
	}

	/** A wish has nothing more to say once its job has ended or is gone. */
	function clearWish(key: string): void {
		if (control.wishFor(key) !== undefined) control.clear(key).catch(engine.onError);
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
				onError: engine.onError,
			});
			if (closed) await stop();
			else undo.push(stop);
		},
		async list({ finishedSince }) {
			await control.ready;
			const lines = await store.list({ queues, finishedSince });
			const unfinished = new Set<string>();
			for (const line of lines) if (!isEnded(line.state)) unfinished.add(toKey(line.queue, line.id));
			for (const key of control.wishedKeys()) {
				const stray = describes.has(fromKey(key)?.queue ?? '') && !unfinished.has(key);
				if (stray && now() - (control.wishFor(key)?.at ?? 0) > strayWishMs) clearWish(key);
			}
			return lines.map((line) => toListed(line, control.wishFor(toKey(line.queue, line.id))));
		},
		async read(keys) {
			await control.ready;
			const rows = await readRows(keys);
			for (const row of rows) if (isEnded(row.state)) clearWish(toKey(row.queue, row.id));
			return rows.map(toRecord);
		},
		async command(key: string, action: Action) {
			const id = fromKey(key);
			if (id === null || !describes.has(id.queue)) return { type: 'gone' };
			await control.ready;
			const context: CommandContext = {
				key,
				queue: engine.queue(id.queue),
				control,
				look: () => look(key),
				wasCancelled: () => cancels.has(key),
				async tellCancelled() {
					const at = now();
					rememberCancel(key, at);
					await control.tellCancelled(key, at);
				},
				now,
			};
			return carryOut(action, context);
		},
		oddities: () => Object.fromEntries(odd),
		async close() {
			if (closed) return;
			closed = true;
			for (const each of undo.splice(0)) await each();
		},
	};
}
