import { type JobResult, limits } from '../protocol/index.ts';

/** What the worker helper keeps as a job's BullMQ progress; marked, so that it is told from what other programs keep there. */
export interface ToldProgress {
	jobtray: 1;
	run: number;
	/** 0..1, or `null` where the job's code has not said. */
	p: number | null;
	step?: string;
	/** How often this run began anew before this time. */
	restarts: number;
	/** How long it has been paused since it began, without the pause under way. */
	pausedMs: number;
	/** Since when it is stopped at a checkpoint. */
	pausedAt?: number;
	/** Told to go on, and waiting for a free place. */
	waits?: true;
	/** Put aside by the worker for a pause; its next start is no restart. */
	held?: true;
	/** More than `p` and `step` is new in this write. */
	news?: true;
	result?: JobResult;
}

/** Reads the worker helper's own progress; `null` for anything else. */
export function decodeTold(value: unknown): ToldProgress | null {
	if (!isRecord(value) || value.jobtray !== 1) return null;
	const { run, p, step, restarts, pausedMs, pausedAt, result } = value;
	if (typeof run !== 'number' || !Number.isSafeInteger(run)) return null;
	const told: ToldProgress = {
		jobtray: 1,
		run,
		p: toShare(p),
		restarts: toCount(restarts),
		pausedMs: toCount(pausedMs),
	};
	if (typeof step === 'string') told.step = step.slice(0, limits.nameChars);
	if (typeof pausedAt === 'number' && Number.isFinite(pausedAt)) told.pausedAt = pausedAt;
	if (value.waits === true) told.waits = true;
	if (value.held === true) told.held = true;
	if (value.news === true) told.news = true;
	const link = toResult(result);
	if (link !== undefined) told.result = link;
	return told;
}

/** Reads a result where a value has the shape of one; the links are checked at the gateway. */
export function toResult(value: unknown): JobResult | undefined {
	if (!isRecord(value) || typeof value.href !== 'string' || value.href.length > limits.hrefChars) return undefined;
	const result: JobResult = { href: value.href };
	if (typeof value.thumbnail === 'string' && value.thumbnail.length <= limits.hrefChars)
		result.thumbnail = value.thumbnail;
	if (typeof value.label === 'string') result.label = value.label.slice(0, limits.nameChars);
	return result;
}

/** Whether a value is an object with fields to look at. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toShare(value: unknown): number | null {
	return typeof value === 'number' && Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : null;
}

function toCount(value: unknown): number {
	return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}
