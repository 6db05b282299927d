import * as v from 'valibot';
import { busVersion, type GatewayMessage, type KeeperMessage, type NewsMessage } from './messages.ts';

// What other gateways send is read as far as it steers; rows were cleaned by their board, and are not looked at again.
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.custom<'all' | `of:${string}`>(
	(value) => value === 'all' || (typeof value === 'string' && value.startsWith('of:')),
);
const names = v.array(name);
const stamp = { v: v.literal(busVersion), queue: v.string() };

const keeperSchema = v.variant('type', [
	v.object({
		...stamp,
		type: v.literal('open'),
		gateway: v.string(),
		stream: count,
		part: count,
		parts: count,
		term: count,
		rev: count,
		known: names,
		fresh: names,
	}),
	v.object({
		...stamp,
		type: v.literal('want'),
		gateway: v.string(),
		stream: count,
		version: count,
		add: names,
		drop: names,
	}),
	v.object({ ...stamp, type: v.literal('beat'), gateway: v.string(), stream: count, version: count, seq: count }),
	v.object({ ...stamp, type: v.literal('look'), gateway: v.string(), keys: v.array(v.string()) }),
]);

const rows = v.custom<Extract<GatewayMessage, { type: 'rows' }>['rows']>(Array.isArray);
const figures = v.custom<Extract<GatewayMessage, { type: 'rows' }>['figures']>(
	(value) => value === undefined || (typeof value === 'object' && value !== null),
);

const gatewaySchema = v.variant('type', [
	v.object({
		...stamp,
		type: v.literal('rows'),
		term: count,
		stream: count,
		seq: count,
		begin: names,
		removed: v.array(v.tuple([v.string(), name])),
		rows,
		end: names,
		figures: v.optional(figures),
		rev: v.nullable(count),
	}),
	v.object({
		...stamp,
		type: v.literal('alive'),
		term: count,
		stream: count,
		seq: count,
		reachable: v.boolean(),
		sweptAt: v.nullable(v.number()),
	}),
	v.object({ ...stamp, type: v.literal('reopen'), term: count }),
]);

const newsSchema = v.object({ ...stamp, type: v.picklist(['kept', 'free']), term: count });

/** Reads a message to the keeper of a queue; `null` for what is none of this version. */
export function decodeKeeperMessage(value: unknown): KeeperMessage | null {
	const { success, output } = v.safeParse(keeperSchema, value);
	return success ? output : null;
}

/** Reads a message of the keeper of a queue; `null` for what is none of this version. */
export function decodeGatewayMessage(value: unknown): GatewayMessage | null {
	const { success, output } = v.safeParse(gatewaySchema, value);
	return success ? output : null;
}

/** Reads a message to all; `null` for what is none of this version. */
export function decodeNewsMessage(value: unknown): NewsMessage | null {
	const { success, output } = v.safeParse(newsSchema, value);
	return success ? output : null;
}
