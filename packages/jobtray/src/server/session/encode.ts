import { encodeCursor, type Scope } from '../../protocol/index.ts';
import type { Entry } from '../board/feed.ts';
import type { JobFields, MovingField } from '../board/row.ts';

/** Writes a row as JSON for one viewer, whose `offer` is written already. What does not differ by viewer is written once for each change, what does not move once for many. */
export function encodeRow(entry: Entry, offer: string): string {
	entry.fixedText ??= encodeFixed(entry.row.job);
	entry.text ??= entry.fixedText + encodeMoving(entry.row.job);
	return `${entry.text},${offer},"rev":${entry.rev}}`;
}

/** Writes what moved in a row, for those who hold the rest of it. */
export function encodeMoved(entry: Entry): string {
	entry.movedText ??= writeMoved(entry);
	return entry.movedText;
}

/** As one flat text in one go: it lives until the row's next change, and a text put together of pieces keeps all of them. */
function writeMoved({ key, rev, fixedRev, row: { job } }: Entry): string {
	const { progress, step, etaAt, etaSpreadMs, stalledSince } = job;
	if (stalledSince !== undefined) {
		return JSON.stringify([key, rev, fixedRev, progress, step, etaAt, etaSpreadMs, stalledSince]);
	}
	if (etaAt !== undefined || etaSpreadMs !== undefined) {
		return JSON.stringify([key, rev, fixedRev, progress, step, etaAt, etaSpreadMs]);
	}
	return JSON.stringify(step === undefined ? [key, rev, fixedRev, progress] : [key, rev, fixedRev, progress, step]);
}

const withoutMoving = {
	progress: undefined,
	step: undefined,
	etaAt: undefined,
	etaSpreadMs: undefined,
	stalledSince: undefined,
} satisfies Record<MovingField, undefined>;

function encodeFixed(job: JobFields): string {
	return JSON.stringify({ ...job, ...withoutMoving }).slice(0, -1);
}

function encodeMoving({ progress, step, etaAt, etaSpreadMs, stalledSince }: Pick<JobFields, MovingField>): string {
	const stepText = step === undefined ? '' : `,"step":${JSON.stringify(step)}`;
	const etaText = etaAt === undefined ? '' : `,"etaAt":${etaAt}`;
	const spreadText = etaSpreadMs === undefined ? '' : `,"etaSpreadMs":${etaSpreadMs}`;
	const stalledText = stalledSince === undefined ? '' : `,"stalledSince":${stalledSince}`;
	return `,"progress":${progress}${stepText}${etaText}${spreadText}${stalledText}`;
}

/** What a frame carries beside its rows, each already JSON; absent where it has not changed. */
export interface HeadText {
	batch?: string;
	queues?: readonly string[];
}

/** What every frame of a feed says. */
export interface FrameStamp {
	scope: Scope;
	epoch: string;
	now: number;
}

/** One part of a snapshot. */
export interface SnapshotText extends HeadText {
	part: number;
	last: boolean;
	rows: readonly string[];
	rev: number;
}

/** Writes one part of a snapshot. */
export function encodeSnapshot(
	{ scope, epoch, now }: FrameStamp,
	{ part, last, rows, rev, ...head }: SnapshotText,
): string {
	const cursor = encodeCursor({ epoch, rev });
	return `{"type":"snapshot","scope":"${scope}","part":${part},"last":${last},"jobs":[${joinTexts(rows)}],"cursor":"${cursor}","now":${now}${encodeHead(head)}}`;
}

/** What changed between two revisions. */
export interface ChangesText extends HeadText {
	from: number;
	rev: number;
	rows: readonly string[];
	moved: readonly string[];
	removed: readonly (readonly [key: string, rev: number])[];
}

/** Writes one frame of changes. */
export function encodeChanges(
	{ scope, epoch, now }: FrameStamp,
	{ from, rev, rows, moved, removed, ...head }: ChangesText,
): string {
	const fromCursor = encodeCursor({ epoch, rev: from });
	const cursor = encodeCursor({ epoch, rev });
	const movedText = moved.length === 0 ? '' : `,"moved":[${joinTexts(moved)}]`;
	return `{"type":"changes","scope":"${scope}","from":"${fromCursor}","cursor":"${cursor}","jobs":[${joinTexts(rows)}]${movedText},"removed":${JSON.stringify(removed)},"now":${now}${encodeHead(head)}}`;
}

/** As `join`, but for that the text is put together only once, when it is sent. */
function joinTexts(texts: readonly string[]): string {
	let joined = '';
	for (const text of texts) joined += joined === '' ? text : `,${text}`;
	return joined;
}

function encodeHead({ batch, queues }: HeadText): string {
	const queuesText = queues === undefined || queues.length === 0 ? '' : `,"queues":[${queues.join()}]`;
	return `${batch === undefined ? '' : `,"batch":${batch}`}${queuesText}`;
}
