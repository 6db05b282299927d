import { type Action, type Clock, type EndStatus, isEnd } from '../protocol/index.ts';
import type { CommandOutcome, Hint, JobRecord, Listed, MeantJob, Source } from '../server/source.ts';
import type { NewJob, SourceHarness } from './source-harness.ts';

/** An engine in memory with any number of sources on it, driven by hand. Also shows how a source has to behave. */
export interface FakeEngine extends Omit<SourceHarness, 'source' | 'openSecond' | 'close'> {
	/** Another source on this engine, as each gateway has its own. */
	openSource(): Source;
	/** Adds a job with a key and a record as given, however odd. */
	put(record: Partial<JobRecord> & { key: string }): void;
	/** Sends a hint to all sources, however wrong. */
	hint(hint: Hint): void;
	/** While on, the engine sends no hints of its own. */
	mute(on: boolean): void;
	/** While on, every question to the engine fails. */
	breakDown(on: boolean): void;
	/** While on, jobs are gone as soon as they have ended. */
	removeEnded(on: boolean): void;
	/** Runs before each answer to a reading or listing; what it changes is in the answer no more. */
	beforeAnswer(run: (() => Promise<void> | void) | null): void;
	/** Every job as it is now. */
	records(): JobRecord[];
	/** One of them; `undefined` where there is none of that key. */
	record(key: string): JobRecord | undefined;
	/** How many sources have started and are not closed. */
	listeners(): number;
	/** How often each question was asked. */
	asked: { list: number; read: number; keys: number; command: number };
	/** Every command that was not a repeat of what had been done. */
	effects: string[];
}

interface FakeJob {
	record: JobRecord;
}

/** Options of {@link createFakeEngine}. */
export interface FakeEngineOptions {
	clock: Clock;
	/** Default "work". */
	queue?: string;
	/** For how long the cancelling of a job that has not begun can be taken back. Default 5,000 ms; 0 cancels at once. */
	undoMs?: number;
	/** Called as a run ends, before any source is told. Default nothing. */
	onEnded?: (record: JobRecord) => void;
}

/** Creates an engine without jobs. */
export function createFakeEngine(options: FakeEngineOptions): FakeEngine {
	const { clock, queue = 'work', undoMs = 5_000, onEnded = () => {} } = options;
	const jobs = new Map<string, FakeJob>();
	const listeners = new Set<(hint: Hint) => void>();
	const asked = { list: 0, read: 0, keys: 0, command: 0 };
	const effects: string[] = [];
	let added = 0;
	let isMuted = false;
	let isBroken = false;
	let removesEnded = false;
	let beforeAnswer: (() => Promise<void> | void) | null = null;

	function send(hint: Hint): void {
		for (const listener of [...listeners]) listener(copyPlain(hint));
	}

	function tell(hint: Hint): void {
		if (!isMuted) send(hint);
	}

	function change(key: string, fields: Partial<JobRecord>): void {
		const job = find(key);
		job.record = { ...job.record, ...fields };
		tell({ type: 'changed', keys: [key] });
	}

	function find(key: string): FakeJob {
		const job = jobs.get(key);
		if (job === undefined) throw new Error(`The fake engine has no job ${key}. Add it first.`);
		return job;
	}

	function end(key: string, status: EndStatus, more: Partial<JobRecord> = {}): void {
		const { record } = find(key);
		const at = clock.now();
		const ended = {
			...withoutPause(record, at),
			...more,
			status,
			finishedAt: at,
			wanted: undefined,
			wantedAt: undefined,
			undoUntil: undefined,
			inLine: undefined,
		};
		onEnded({ ...record, ...ended });
		change(key, ended);
		if (removesEnded) jobs.delete(key);
		tell({ type: 'ended', key, run: record.run, status, at, error: more.error, result: more.result });
	}

	function command({ key, createdAt }: MeantJob, action: Action): CommandOutcome {
		const job = jobs.get(key);
		if (job === undefined || (createdAt ?? job.record.createdAt) !== job.record.createdAt) return { type: 'gone' };
		const before = JSON.stringify(job.record);
		const outcome = carryOut(job.record, action);
		const after = jobs.get(key)?.record;
		if (outcome.type === 'accepted' && JSON.stringify(after) !== before) effects.push(`${action} ${key}`);
		return outcome;
	}

	function carryOut(record: JobRecord, action: Action): CommandOutcome {
		const { key, status, can, run, wanted } = record;
		const isOver = isEnd(status);
		const isLeaving = record.undoUntil !== undefined;
		const refused: CommandOutcome = { type: 'not-possible', reason: `A job that is ${status} cannot ${action}.` };
		switch (action) {
			case 'pause':
				if (isOver || isLeaving || !can.pause) return refused;
				if (status === 'queued') change(key, { status: 'paused' });
				else if (status === 'running' && wanted === undefined) wish(key, 'paused');
				break;
			case 'resume':
				if (isOver || isLeaving) return refused;
				if (status === 'paused') resume(record);
				else if (wanted === 'paused') change(key, { wanted: undefined, wantedAt: undefined });
				break;
			case 'cancel':
				if (status === 'cancelled') break;
				if (isOver || !can.cancel) return refused;
				if (status === 'running') wish(key, 'cancelled');
				else if (record.startedAt !== undefined || undoMs === 0) end(key, 'cancelled');
				else return { type: 'accepted', undoUntil: hold(record) };
				break;
			case 'undo':
				if (record.undoUntil !== undefined) {
					if (clock.now() >= record.undoUntil) return { type: 'too-late' };
					change(key, { wanted: undefined, wantedAt: undefined, undoUntil: undefined, inLine: undefined });
					break;
				}
				if (status === 'cancelled') return { type: 'too-late' };
				if (isOver || wanted === 'cancelled') return refused;
				break;
			case 'retry':
				if (!isOver) return run > 1 ? { type: 'accepted' } : refused;
				if (status === 'completed' || !can.retry) return refused;
				retry(record);
		}
		return { type: 'accepted' };
	}

	/** Until when that can be taken back; then it ends, whichever source is there. */
	function hold({ key, undoUntil: known }: JobRecord): number {
		if (known !== undefined) return known;
		const at = clock.now();
		const undoUntil = at + undoMs;
		change(key, { wanted: 'cancelled', wantedAt: at, undoUntil, inLine: false });
		clock.setTimer(undoMs, () => {
			if (jobs.get(key)?.record.undoUntil === undoUntil) end(key, 'cancelled');
		});
		return undoUntil;
	}

	function wish(key: string, wanted: 'paused' | 'cancelled'): void {
		if (find(key).record.wanted !== wanted) change(key, { wanted, wantedAt: clock.now() });
	}

	function resume(record: JobRecord): void {
		const status = record.startedAt === undefined ? 'queued' : 'running';
		change(record.key, { ...withoutPause(record, clock.now()), status });
	}

	function retry({ key, run, error: _error, result: _result, ...record }: JobRecord): void {
		const { startedAt: _startedAt, finishedAt: _finishedAt, step: _step, ...kept } = record;
		find(key).record = { ...kept, key, run: run + 1, status: 'queued', progress: null, pausedMs: 0 };
		tell({ type: 'changed', keys: [key] });
	}

	function openSource(): Source {
		let listener: ((hint: Hint) => void) | null = null;
		const answer = async <T>(question: 'list' | 'read' | 'command', give: () => T): Promise<T> => {
			asked[question]++;
			if (isBroken) throw new Error('The fake engine is broken down.');
			const given = give();
			if (question !== 'command') await beforeAnswer?.();
			return given;
		};
		return {
			async start(onHint) {
				if (isBroken) throw new Error('The fake engine is broken down.');
				listener = onHint;
				listeners.add(onHint);
			},
			list: ({ finishedSince }) => answer('list', () => toListing([...jobs.values()], finishedSince)),
			read: (keys) =>
				answer('read', () => {
					asked.keys += keys.length;
					return keys.flatMap((key) => copyPlain(jobs.get(key)?.record) ?? []);
				}),
			command: (job, action) => answer('command', () => command(job, action)),
			commandAll: (meant, action) =>
				answer('command', () => new Map(meant.map((job) => [job.key, command(job, action)]))),
			async close() {
				if (listener !== null) listeners.delete(listener);
				listener = null;
			},
		};
	}

	return {
		openSource,
		asked,
		effects,
		records: () => Array.from(jobs.values(), ({ record }) => record),
		record: (key) => jobs.get(key)?.record,
		listeners: () => listeners.size,
		hint: send,
		mute: (on) => {
			isMuted = on;
		},
		breakDown: (on) => {
			isBroken = on;
		},
		removeEnded: (on) => {
			removesEnded = on;
		},
		beforeAnswer: (run) => {
			beforeAnswer = run;
		},
		put(record) {
			jobs.set(record.key, { record: { ...toRecord({}, record.key, queue, clock.now()), ...record } });
			tell({ type: 'changed', keys: [record.key] });
		},
		async add(job = {}) {
			added++;
			const { id = String(added), createdAt = clock.now() } = job;
			const key = `${queue}:${id}`;
			jobs.set(key, { record: toRecord(job, key, queue, createdAt) });
			tell({ type: 'changed', keys: [key] });
			return key;
		},
		async addFlow(count) {
			const parent = await this.add({ name: 'A flow' });
			const group = { id: parent };
			change(parent, { group: { ...group, name: 'A flow', size: count }, inLine: false });
			const children: string[] = [];
			for (let index = 0; index < count; index++) {
				const key = await this.add();
				change(key, { group });
				children.push(key);
			}
			return { parent, children };
		},
		async start() {
			for (const { key } of toListing([...jobs.values()], Number.POSITIVE_INFINITY)) {
				const { status, wanted, undoUntil, inLine } = find(key).record;
				if (undoUntil !== undefined || inLine === false) continue;
				if (wanted === 'cancelled' && status === 'queued') end(key, 'cancelled');
				else if (status === 'queued') {
					change(key, { status: 'running', startedAt: clock.now() });
					return key;
				}
			}
			throw new Error('No job waits in the fake engine. Add one first.');
		},
		async progress(key, said) {
			const { record } = find(key);
			find(key).record = { ...record, ...said };
			tell({ type: 'progressed', key, run: record.run, ...said, at: clock.now() });
		},
		async checkpoint(key) {
			const { wanted } = find(key).record;
			if (wanted === 'cancelled') {
				end(key, 'cancelled');
				return 'cancelled';
			}
			if (wanted !== 'paused') return 'went-on';
			change(key, { status: 'paused', pausedAt: clock.now(), wanted: undefined, wantedAt: undefined });
			return 'paused';
		},
		async complete(key, result) {
			end(key, 'completed', { result });
		},
		async fail(key, message) {
			end(key, 'failed', { error: { message: message.split(/[\r\n]/, 1)[0] ?? '' } });
		},
		async die(key) {
			const { restarts = 0 } = find(key).record;
			change(key, { status: 'queued', startedAt: undefined, restarts: restarts + 1 });
		},
		async remove(key) {
			jobs.delete(key);
		},
		async letUndoPass() {
			const due = clock.now() + undoMs;
			for (const { record } of [...jobs.values()]) {
				if (record.undoUntil !== undefined && record.undoUntil <= due) end(record.key, 'cancelled');
			}
		},
	};
}

/** A copy of data without prototypes by which nobody can change the original, without what a structured clone costs. */
function copyPlain<T>(value: T): T {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(copyPlain) as T;
	// Copied in one go, then what it holds: most of that is numbers and texts.
	const copy = { ...value };
	for (const name in copy) if (typeof copy[name] === 'object') copy[name] = copyPlain(copy[name]);
	return copy;
}

function withoutPause({ pausedAt, pausedMs = 0 }: JobRecord, now: number): Partial<JobRecord> {
	return pausedAt === undefined ? {} : { pausedAt: undefined, pausedMs: pausedMs + now - pausedAt };
}

function toRecord(job: NewJob, key: string, queue: string, createdAt: number): JobRecord {
	const { name = 'A job', kind = 'work', owner, pausable = false, plain = false, size, lane = 0, batch } = job;
	return {
		key,
		queue,
		run: 1,
		name,
		kind,
		owner: plain ? null : (owner ?? null),
		status: 'queued',
		progress: null,
		createdAt,
		lane,
		...(size === undefined ? {} : { size }),
		...(batch === undefined ? {} : { group: { ...batch, id: `batch:${owner?.id ?? ''}:${batch.id}` } }),
		can: { pause: pausable && !plain, cancel: true, retry: true },
	};
}

function toListing(jobs: readonly FakeJob[], finishedSince: number): Listed[] {
	const records = jobs.map(({ record }) => record);
	const unfinished = records.filter(({ status }) => !isEnd(status)).sort((a, b) => (a.lane ?? 0) - (b.lane ?? 0));
	const ended = records.filter(({ status, finishedAt = 0 }) => isEnd(status) && finishedAt >= finishedSince);
	return [...unfinished, ...ended].map(({ key, status, run, createdAt, inLine, wanted, undoUntil }) => {
		const listed: Listed = { key, status, run, createdAt };
		if (inLine === false) listed.inLine = inLine;
		if (wanted !== undefined) listed.wanted = wanted;
		if (undoUntil !== undefined) listed.undoUntil = undoUntil;
		return listed;
	});
}
