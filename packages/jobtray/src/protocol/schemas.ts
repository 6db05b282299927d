import * as v from 'valibot';
import { actions, type BulkDone, type Refusal } from './commands.ts';
import type { Action, Job } from './job.ts';
import { limits } from './limits.ts';
import { refusalCodes } from './refusal-codes.ts';
import { toSafeHref } from './safe-href.ts';

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(limits.keyChars));
const name = v.pipe(v.string(), v.maxLength(limits.nameChars));
const href = v.pipe(
	v.string(),
	v.check((text) => toSafeHref(text) !== null),
);

/** Which jobs. */
export const scopeSchema = v.picklist(['mine', 'all']);

const ownerSchema = v.object({ id: name, name });

// An unsafe link costs the row its link, not the row itself.
const resultSchema = v.fallback(
	v.optional(v.object({ href, thumbnail: v.fallback(v.optional(href), undefined), label: v.optional(name) })),
	undefined,
);

/** A part of a row without which the row is still worth showing. */
function orDropped<const T extends v.GenericSchema>(schema: T) {
	return v.fallback(v.optional(schema), undefined);
}

const groupSchema = orDropped(
	v.object({ id: key, name: orDropped(name), size: orDropped(v.pipe(count, v.minValue(1))) }),
);

// What a newer server offers and this side does not know is left out.
const actionsSchema = v.pipe(
	v.array(v.union([v.picklist(actions), v.unknown()])),
	v.transform((said) => said.filter((each): each is Action => actions.some((action) => action === each))),
);

const code = orDropped(v.picklist(['not-supported', 'not-yours', 'ending']));
const cannotSchema = orDropped(
	v.pipe(
		v.unknown(),
		v.check((said) => !Array.isArray(said)),
		v.object({ pause: code, resume: code, cancel: code, retry: code, undo: code }),
	),
);

/** A row, unknown fields dropped, as the API's document describes it; `readJob` reads by the same rules. */
export const jobSchema = v.object({
	key,
	queue: name,
	run: count,
	name,
	kind: name,
	owner: v.nullable(ownerSchema),
	status: v.picklist(['queued', 'running', 'paused', 'completed', 'failed', 'cancelled']),
	progress: v.nullable(v.pipe(finite, v.minValue(0), v.maxValue(1))),
	step: v.optional(name),
	createdAt: finite,
	startedAt: v.optional(finite),
	finishedAt: v.optional(finite),
	pausedMs: finite,
	pausedAt: v.optional(finite),
	expectedMs: v.optional(finite),
	etaAt: v.optional(finite),
	etaSpreadMs: v.optional(finite),
	stalledSince: v.optional(finite),
	restarts: v.optional(count),
	wanted: v.optional(v.picklist(['paused', 'cancelled'])),
	wantedAt: v.optional(finite),
	undoUntil: v.optional(finite),
	group: groupSchema,
	error: v.optional(v.object({ message: v.pipe(v.string(), v.maxLength(limits.errorChars)) })),
	result: resultSchema,
	place: v.optional(v.object({ lane: count, at: count })),
	actions: actionsSchema,
	cannot: cannotSchema,
	rev: count,
}) satisfies v.GenericSchema<unknown, Job>;

/** The body of the answer to a bulk command. */
export const bulkDoneSchema = v.object({ accepted: count, refused: count }) satisfies v.GenericSchema<
	unknown,
	BulkDone
>;

/** The body of a refusal. */
export const refusalSchema = v.object({
	error: v.object({ code: v.picklist(refusalCodes), message: v.string() }),
}) satisfies v.GenericSchema<unknown, Refusal>;
