import type { Batch, Job, JobGroup, JobResult, QueueFigures } from './job.ts';
import { limits } from './limits.ts';
import {
	orAbsent,
	orDropped,
	orNull,
	type Read,
	readCount,
	readList,
	readNumber,
	readObject,
	readText,
	readWord,
	readWords,
	unfit,
} from './read.ts';
import { toSafeHref } from './safe-href.ts';

/** Text of a name's length. */
export const readName = readText(limits.nameChars);
/** A job's key. */
export const readKey = readText(limits.keyChars, 1);
/** A time stamp. */
export const readTime = readNumber();

const readHref: Read<string> = (value) => toSafeHref(value) ?? unfit;
/** A time stamp or a duration, or nothing. */
export const mayTime = orAbsent(readTime);
const mayCode = orDropped(readWord('not-supported', 'not-yours', 'ending'));
/** A part of a whole, or that nobody knows it. */
export const readShare = orNull(readNumber(0, 1));

/** A row, unknown fields dropped; an unsafe link costs the row its link, not the row itself. Says what `jobSchema` says. */
export const readJob = readObject<Job>({
	key: readKey,
	queue: readName,
	run: readCount(),
	name: readName,
	kind: readName,
	owner: orNull(readObject({ id: readName, name: readName })),
	status: readWord('queued', 'running', 'paused', 'completed', 'failed', 'cancelled'),
	progress: readShare,
	step: orAbsent(readName),
	createdAt: readTime,
	startedAt: mayTime,
	finishedAt: mayTime,
	pausedMs: readTime,
	pausedAt: mayTime,
	expectedMs: mayTime,
	etaAt: mayTime,
	etaSpreadMs: mayTime,
	stalledSince: mayTime,
	restarts: orAbsent(readCount()),
	wanted: orAbsent(readWord('paused', 'cancelled')),
	wantedAt: mayTime,
	undoUntil: mayTime,
	group: orDropped(readObject<JobGroup>({ id: readKey, name: orDropped(readName), size: orDropped(readCount(1)) })),
	error: orAbsent(readObject({ message: readText(limits.errorChars) })),
	result: orDropped(
		readObject<JobResult>({ href: readHref, thumbnail: orDropped(readHref), label: orAbsent(readName) }),
	),
	place: orAbsent(readObject({ lane: readCount(), at: readCount() })),
	// Not the list of `commands.ts`, which the panel has as well: see docs/decisions/what-loads-when.md.
	actions: readWords('pause', 'resume', 'cancel', 'retry', 'undo'),
	cannot: orDropped(
		readObject<NonNullable<Job['cannot']>>({
			pause: mayCode,
			resume: mayCode,
			cancel: mayCode,
			retry: mayCode,
			undo: mayCode,
		}),
	),
	rev: readCount(),
});

/** A batch. */
export const readBatch = readObject<Batch>({
	since: readTime,
	jobs: readCount(),
	ended: readCount(),
	progress: readShare,
	endsAt: mayTime,
});

const readRange: Read<[number, number]> = (value) => {
	const [from, to, ...rest] = Array.isArray(value) ? value.map(readCount()) : [];
	return typeof from === 'number' && typeof to === 'number' && rest.length === 0 ? [from, to] : unfit;
};

/** The figures of a queue. */
export const readQueueFigures = readObject<QueueFigures>({
	queue: readName,
	lanes: readList(readObject({ lane: readCount(), waiting: readList(readRange) })),
	running: readCount(),
	parallel: readCount(1),
	freeAt: readList(orNull(readTime)),
	meanMs: mayTime,
});
