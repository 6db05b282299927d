import type { Hint } from '../server/source.ts';
import { cancelledReason, toKey } from './job-row.ts';
import { toShownProgress } from './plain-progress.ts';
import { toErrorLine } from './to-job-record.ts';
import { decodeTold, isRecord, toResult } from './told-progress.ts';

/** One entry of BullMQ's event log. */
export interface EngineEvent {
	queue: string;
	event: string;
	/** When the store wrote it, epoch ms. */
	at: number;
	/** The entry's other fields; BullMQ keeps them as text. */
	fields: Record<string, unknown>;
}

/** Events that say nothing of a single job, and nothing that the board does not see by itself. */
const silent: ReadonlySet<string> = new Set(['drained', 'paused', 'resumed', 'retries-exhausted']);

/** Events after which jobs may be gone without a word on each. */
const sweeping: ReadonlySet<string> = new Set(['cleaned', 'obliterated']);

/** Maps a batch of events, oldest first, to hints; what changed is said once for each job. `odd` is told of what cannot be read. */
export function toHints(events: readonly EngineEvent[], odd: (what: string) => void): Hint[] {
	const hints: Hint[] = [];
	const changed = new Set<string>();
	let gap = false;
	for (const { queue, event, at, fields } of events) {
		if (silent.has(event)) continue;
		if (sweeping.has(event)) {
			gap = true;
			continue;
		}
		if (typeof fields.jobId !== 'string' || fields.jobId === '') {
			odd('event');
			continue;
		}
		const key = toKey(queue, fields.jobId);
		const hint = toHint({ key, event, at, fields, odd });
		if (hint === null) changed.add(key);
		else hints.push(hint);
	}
	if (changed.size > 0) hints.unshift({ type: 'changed', keys: [...changed] });
	if (gap) hints.push({ type: 'gap' });
	return hints;
}

interface OneEvent {
	key: string;
	event: string;
	at: number;
	fields: Record<string, unknown>;
	odd: (what: string) => void;
}

function toHint({ key, event, at, fields, odd }: OneEvent): Hint | null {
	if (event === 'progress') return toProgressed({ key, event, at, fields, odd });
	if (event === 'completed') {
		const result = toResult(parse(fields.returnvalue));
		return { type: 'ended', key, status: 'completed', at, ...(result === undefined ? {} : { result }) };
	}
	if (event === 'failed') {
		const reason = typeof fields.failedReason === 'string' ? fields.failedReason : null;
		if (reason === cancelledReason) return { type: 'ended', key, status: 'cancelled', at };
		return { type: 'ended', key, status: 'failed', at, error: { message: toErrorLine(reason) } };
	}
	return null;
}

function toProgressed({ key, at, fields, odd }: OneEvent): Hint | null {
	const value = parse(fields.data);
	const told = decodeTold(value);
	if (told === null) {
		// Another program's own object with our mark, cut or broken: the row is read instead.
		if (isRecord(value) && 'jobtray' in value) return null;
		return { type: 'progressed', key, ...toShownProgress(value, () => odd('progress')), at };
	}
	if (told.news === true) return null;
	const step = told.step === undefined ? {} : { step: told.step };
	return { type: 'progressed', key, run: told.run, progress: told.p, ...step, at };
}

function parse(text: unknown): unknown {
	if (typeof text !== 'string') return text;
	try {
		return JSON.parse(text);
	} catch {
		// Not JSON: taken for what it says.
		return text;
	}
}
