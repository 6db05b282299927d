import * as v from 'valibot';
import type { Job } from './job.ts';
import type { ServerMessage } from './messages.ts';
import {
	cursorSchema,
	feedHeadEntries,
	jobSchema,
	nameSchema,
	removedSchema,
	scopeSchema,
	timeSchema,
} from './schemas.ts';

const rows = v.array(v.unknown());

const messageSchema = v.variant('type', [
	v.object({
		type: v.literal('welcome'),
		now: timeSchema,
		viewer: v.object({ id: nameSchema, name: nameSchema, scopes: v.array(scopeSchema) }),
	}),
	v.object({
		type: v.literal('snapshot'),
		scope: scopeSchema,
		part: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
		last: v.boolean(),
		jobs: rows,
		cursor: cursorSchema,
		now: timeSchema,
		...feedHeadEntries,
	}),
	v.object({
		type: v.literal('changes'),
		scope: scopeSchema,
		from: cursorSchema,
		cursor: cursorSchema,
		jobs: rows,
		removed: v.array(removedSchema),
		now: timeSchema,
		...feedHeadEntries,
	}),
	v.object({
		type: v.literal('ping'),
		now: timeSchema,
		cursors: v.object({ mine: v.optional(cursorSchema), all: v.optional(cursorSchema) }),
	}),
	v.object({ type: v.literal('alive'), now: timeSchema }),
	v.object({
		type: v.literal('refused'),
		code: v.picklist(['scope-forbidden', 'malformed']),
		message: v.string(),
		scope: v.optional(scopeSchema),
	}),
]);

const known: ReadonlySet<unknown> = new Set(['welcome', 'snapshot', 'changes', 'ping', 'alive', 'refused']);

/** What a frame from a server turned out to be. */
export type DecodedServer =
	/** `skipped` rows did not read as jobs; the others of the frame stand. */
	{ type: 'message'; message: ServerMessage; skipped: number } | { type: 'unknown' } | { type: 'malformed' };

/** Reads one frame of a server. Never throws; an unsafe link costs a row its link, a broken row only itself. */
export function decodeServerMessage(text: string): DecodedServer {
	const value = parse(text);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return { type: 'malformed' };
	const type = 'type' in value ? value.type : undefined;
	if (typeof type !== 'string') return { type: 'malformed' };
	if (!known.has(type)) return { type: 'unknown' };
	const result = v.safeParse(messageSchema, value);
	if (!result.success) return { type: 'malformed' };
	const message = result.output;
	if (message.type !== 'snapshot' && message.type !== 'changes') return { type: 'message', message, skipped: 0 };
	const jobs = decodeJobs(message.jobs);
	return { type: 'message', message: { ...message, jobs }, skipped: message.jobs.length - jobs.length };
}

function decodeJobs(rows: unknown[]): Job[] {
	const jobs: Job[] = [];
	for (const row of rows) {
		const result = v.safeParse(jobSchema, row);
		if (result.success) jobs.push(result.output);
	}
	return jobs;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Not JSON: reported to the caller as malformed.
		return undefined;
	}
}
