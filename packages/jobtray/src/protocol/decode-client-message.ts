import * as v from 'valibot';
import type { ClientMessage } from './messages.ts';
import { scopeSchema } from './schemas.ts';

const messageSchema = v.variant('type', [
	// Any cursor that is no cursor means "none": the answer is a snapshot, never an error.
	v.object({ type: v.literal('watch'), scope: scopeSchema, cursor: v.fallback(v.optional(v.string()), undefined) }),
	v.object({ type: v.literal('unwatch'), scope: scopeSchema }),
	v.object({ type: v.literal('visibility'), hidden: v.boolean() }),
	v.object({ type: v.literal('pong') }),
	v.object({ type: v.literal('probe') }),
]) satisfies v.GenericSchema<unknown, ClientMessage>;

const known: ReadonlySet<unknown> = new Set(['watch', 'unwatch', 'visibility', 'pong', 'probe']);

/** What a frame from a client turned out to be. */
export type DecodedClient =
	| { type: 'message'; message: ClientMessage }
	/** A type this version does not know; a later client may send it. */
	| { type: 'unknown' }
	/** Not JSON, not an object, or a known type with wrong fields. */
	| { type: 'malformed' };

/** Reads one frame of a client. Never throws. */
export function decodeClientMessage(text: string): DecodedClient {
	const value = parse(text);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return { type: 'malformed' };
	const type = 'type' in value ? value.type : undefined;
	if (typeof type !== 'string') return { type: 'malformed' };
	if (!known.has(type)) return { type: 'unknown' };
	const result = v.safeParse(messageSchema, value);
	return result.success ? { type: 'message', message: result.output } : { type: 'malformed' };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Not JSON: reported to the caller as malformed.
		return undefined;
	}
}
