import { limits } from './limits.ts';
import type { Alive, Changes, Ping, Refused, ServerMessage, Snapshot, Welcome } from './messages.ts';
import { readMoved } from './moved.ts';
import {
	isRecord,
	orAbsent,
	orNull,
	type Read,
	readAny,
	readCount,
	readList,
	readObject,
	readText,
	readWord,
	unfit,
} from './read.ts';
import { readBatch, readJob, readKey, readName, readQueueFigures, readTime } from './read-job.ts';

const readScope = readWord('mine', 'all');
const readCursor = readText(limits.cursorChars);
const readType = <T extends string>(type: T) => readWord(type);
const readRows = readList(readAny);
const head = { batch: orAbsent(orNull(readBatch)), queues: orAbsent(readList(readQueueFigures)) };

const readRemoved: Read<[string, number]> = (value) => {
	if (!Array.isArray(value) || value.length !== 2) return unfit;
	const key = readKey(value[0]);
	const rev = readCount()(value[1]);
	return key === unfit || rev === unfit ? unfit : [key, rev];
};

/** Rows are read one by one afterwards, so that a broken one costs only itself. */
type UnreadSnapshot = Omit<Snapshot, 'jobs'> & { jobs: unknown[] };
type UnreadChanges = Omit<Changes, 'jobs' | 'moved'> & { jobs: unknown[]; moved?: unknown[] };
type UnreadMessage = Exclude<ServerMessage, Snapshot | Changes> | UnreadSnapshot | UnreadChanges;

const readers: { [T in ServerMessage['type']]: Read<Extract<UnreadMessage, { type: T }>> } = {
	welcome: readObject<Welcome>({
		type: readType('welcome'),
		now: readTime,
		viewer: readObject({ id: readName, name: readName, scopes: readList(readScope) }),
	}),
	snapshot: readObject<UnreadSnapshot>({
		type: readType('snapshot'),
		scope: readScope,
		part: readCount(),
		last: (value) => (typeof value === 'boolean' ? value : unfit),
		jobs: readRows,
		cursor: readCursor,
		now: readTime,
		...head,
	}),
	changes: readObject<UnreadChanges>({
		type: readType('changes'),
		scope: readScope,
		from: readCursor,
		cursor: readCursor,
		jobs: readRows,
		moved: orAbsent(readRows),
		removed: readList(readRemoved),
		now: readTime,
		...head,
	}),
	ping: readObject<Ping>({
		type: readType('ping'),
		now: readTime,
		cursors: readObject<Ping['cursors']>({ mine: orAbsent(readCursor), all: orAbsent(readCursor) }),
	}),
	alive: readObject<Alive>({ type: readType('alive'), now: readTime }),
	refused: readObject<Refused>({
		type: readType('refused'),
		code: readWord('scope-forbidden', 'malformed'),
		message: readText(),
		scope: orAbsent(readScope),
	}),
};

/** What a frame from a server turned out to be. */
export type DecodedServer =
	/** `skipped` rows did not read as jobs; the others of the frame stand. */
	{ type: 'message'; message: ServerMessage; skipped: number } | { type: 'unknown' } | { type: 'malformed' };

/** Reads one frame of a server. Never throws; an unsafe link costs a row its link, a broken row only itself. */
export function decodeServerMessage(text: string): DecodedServer {
	const value = parse(text);
	if (!isRecord(value) || typeof value.type !== 'string') return { type: 'malformed' };
	if (!isKnown(value.type)) return { type: 'unknown' };
	const message = readers[value.type](value);
	if (message === unfit) return { type: 'malformed' };
	if (message.type !== 'snapshot' && message.type !== 'changes') return { type: 'message', message, skipped: 0 };
	const jobs = readEach(message.jobs, readJob);
	const skipped = message.jobs.length - jobs.length;
	if (message.type === 'snapshot') return { type: 'message', message: { ...message, jobs }, skipped };
	const { moved: unread = [], ...changes } = message;
	const moved = readEach(unread, readMoved);
	return { type: 'message', message: { ...changes, jobs, moved }, skipped: skipped + unread.length - moved.length };
}

function readEach<T>(rows: readonly unknown[], read: Read<T>): T[] {
	const fit: T[] = [];
	for (const row of rows) {
		const each = read(row);
		if (each !== unfit) fit.push(each);
	}
	return fit;
}

function isKnown(type: string): type is ServerMessage['type'] {
	return Object.hasOwn(readers, type);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Not JSON: reported to the caller as malformed.
		return undefined;
	}
}
