import {
	isEnd,
	type JobGroup,
	type JobResult,
	limits,
	type Owner,
	type Status,
	toSafeHref,
} from '../../protocol/index.ts';
import { hidePrivate } from '../hide-private.ts';
import type { JobRecord } from '../source.ts';
import { toPlainText } from './plain-text.ts';

const statuses: ReadonlySet<unknown> = new Set<Status>([
	'queued',
	'running',
	'paused',
	'completed',
	'failed',
	'cancelled',
]);

/** A record of which every field holds what its type says; `progress` is `undefined` where the record's was no number. */
export interface CleanRecord extends Omit<JobRecord, 'progress' | 'lane' | 'inLine'> {
	progress?: number | null;
	/** Priority class; `null` while it waits for something else than its turn. */
	lane: number | null;
}

/**
 * Makes a source's record safe to show: texts cut, links checked, numbers that are none left out.
 * `null` for a record without a usable key or status.
 */
export function cleanRecord(record: JobRecord, now: number): CleanRecord | null {
	const { key, queue, status } = record;
	if (typeof key !== 'string' || key === '' || key.length > limits.keyChars) return null;
	if (!statuses.has(status)) return null;
	const kind = toPlainText(record.kind, limits.nameChars) ?? 'job';
	return {
		key,
		queue: toPlainText(queue, limits.nameChars) ?? '',
		run: toCount(record.run, 1) ?? 1,
		name: toPlainText(record.name, limits.nameChars) ?? kind,
		kind,
		owner: cleanOwner(record.owner),
		status,
		progress: toProgress(record.progress),
		step: toPlainText(record.step, limits.nameChars) ?? undefined,
		createdAt: toTime(record.createdAt) ?? now,
		startedAt: toTime(record.startedAt),
		finishedAt: isEnd(status) ? toTime(record.finishedAt) : undefined,
		pausedMs: toTime(record.pausedMs),
		pausedAt: status === 'running' || isEnd(status) ? undefined : toTime(record.pausedAt),
		restarts: toCount(record.restarts, 1),
		wanted: record.wanted === 'paused' || record.wanted === 'cancelled' ? record.wanted : undefined,
		wantedAt: toTime(record.wantedAt),
		undoUntil: isEnd(status) || record.wanted !== 'cancelled' ? undefined : toTime(record.undoUntil),
		group: cleanGroup(record.group),
		error: status === 'failed' ? cleanError(record.error) : undefined,
		result: isEnd(status) ? cleanResult(record.result) : undefined,
		size: toTime(record.size) || undefined,
		lane: record.inLine === false ? null : (toCount(record.lane, 0) ?? 0),
		can: record.can,
	};
}

/** An owner with a usable id, or nobody. A long id is no id: cutting it could make two people one. */
function cleanOwner(owner: Owner | null): Owner | null {
	const id = owner?.id;
	if (typeof id !== 'string' || id === '' || id.length > limits.nameChars) return null;
	return { id, name: toPlainText(owner?.name, limits.nameChars) ?? id };
}

/** A group with a usable id, or none. A long id is no id: cutting it could make two groups one. */
function cleanGroup(group: JobGroup | undefined): JobGroup | undefined {
	const id = group?.id;
	if (typeof id !== 'string' || id === '' || id.length > limits.keyChars) return undefined;
	const name = toPlainText(group?.name, limits.nameChars) ?? undefined;
	return { id, name, size: toCount(group?.size, 1) };
}

/** Progress as it may be shown: 0..1 or `null`; `undefined` for what says nothing. */
export function toProgress(progress: unknown): number | null | undefined {
	if (progress === null) return null;
	if (typeof progress !== 'number' || Number.isNaN(progress)) return undefined;
	return Math.min(1, Math.max(0, progress));
}

/** An error as it may be shown. */
export function cleanError(error: { message: string } | undefined): { message: string } | undefined {
	const said: unknown = error?.message;
	const message = typeof said === 'string' ? toPlainText(hidePrivate(said), limits.errorChars) : null;
	return message === null ? undefined : { message };
}

/** A result whose links are safe to open; without a safe link there is none. */
export function cleanResult(result: JobResult | undefined): JobResult | undefined {
	const href = toSafeHref(result?.href);
	if (href === null) return undefined;
	return {
		href,
		thumbnail: toSafeHref(result?.thumbnail) ?? undefined,
		label: toPlainText(result?.label, limits.nameChars) ?? undefined,
	};
}

/** A finite number that is not negative. Serves times, durations and sizes alike. */
function toTime(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function toCount(value: unknown, least: number): number | undefined {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : undefined;
}
