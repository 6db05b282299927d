import { expect, test } from 'vitest';
import { decodeServerMessage, type Moved, toMovedJob } from '../../protocol/index.ts';
import { createEntry, setRow } from '../board/feed.ts';
import type { JobFields, MovingField, Row } from '../board/row.ts';
import { encodeMoved, encodeRow } from './encode.ts';

const job: JobFields = {
	key: 'a',
	queue: 'q',
	run: 1,
	name: 'A "quoted" name',
	kind: 'k',
	owner: { id: 'ann', name: 'Ann' },
	status: 'running',
	progress: null,
	createdAt: 1,
	pausedMs: 0,
};

const can = { pause: true, cancel: true, retry: true };

test('[FD5] a row is sent as it is now, whatever of it has been written before', () => {
	const row: Row = {
		job,
		can,
		lane: 0,
		trace: null,
		heardStep: 0,
		askedStep: 0,
	};
	const entry = createEntry(row);
	setRow(entry, { row, rev: 1, before: null });
	const changes: Partial<JobFields>[] = [
		{ progress: 0.1, step: 'Drawing "it"', etaAt: 5, etaSpreadMs: 1 },
		{ progress: 0.2, stalledSince: 3 },
		{ name: 'B' },
		{ owner: null },
		{ wanted: 'paused', wantedAt: 4 },
		{ wanted: undefined, wantedAt: undefined, step: undefined, etaAt: undefined, stalledSince: undefined },
		{ status: 'completed', finishedAt: 9, result: { href: '/x' }, progress: 1 },
	];
	for (const change of changes) {
		const before = entry.row;
		setRow(entry, { row: { ...before, job: { ...before.job, ...change } }, rev: entry.rev + 1, before });
		const sent = { ...entry.row.job, actions: [], rev: entry.rev };
		expect(JSON.parse(encodeRow(entry, '"actions":[]'))).toEqual(JSON.parse(JSON.stringify(sent)));
		expect(encodeRow(entry, '"actions":[]')).toBe(encodeRow({ ...entry, text: null, fixedText: null }, '"actions":[]'));
	}
});

test('[PR12] [FD11] what moved makes of the row that was held the row as it is now', () => {
	const row: Row = { job, can, lane: 0, trace: null, heardStep: 0, askedStep: 0 };
	const entry = createEntry(row);
	setRow(entry, { row, rev: 7, before: null });
	const read = () => ({ ...JSON.parse(encodeRow(entry, '"actions":["pause"]')) });
	let held = read();
	const changes: Partial<JobFields>[] = [
		{ progress: 0.5 },
		{ step: 'Drawing "it"', etaAt: 5, etaSpreadMs: 1 },
		{ progress: null, step: undefined, stalledSince: 3 },
		{ etaAt: undefined, etaSpreadMs: undefined, stalledSince: undefined },
		{ etaAt: 9 },
	];
	for (const change of changes) {
		const before = entry.row;
		setRow(entry, { row: { ...before, job: { ...before.job, ...change } }, rev: entry.rev + 1, before });
		held = toMovedJob(held, readMoved(encodeMoved(entry)));
		expect(held).toEqual(read());
	}
	expect(entry.fixedRev).toBe(7);
});

/** One change of each field that does not move; a field that is missing here is a type error. */
const fixedChanges: { [F in Exclude<keyof JobFields, MovingField>]: NonNullable<JobFields[F]> } = {
	key: 'b',
	queue: 'r',
	run: 2,
	name: 'B',
	kind: 'l',
	owner: { id: 'ann', name: 'Anna' },
	status: 'paused',
	createdAt: 2,
	startedAt: 2,
	finishedAt: 2,
	pausedMs: 2,
	pausedAt: 2,
	expectedMs: 2,
	restarts: 1,
	wanted: 'paused',
	wantedAt: 2,
	undoUntil: 2,
	group: { id: 'g' },
	error: { message: 'No.' },
	result: { href: '/x' },
	place: { lane: 0, at: 1 },
	cannot: { pause: 'ending' },
};

test('[FD11] whatever else changes of a row, or of what can be done with it, is no mere move', () => {
	const row: Row = { job, can, lane: 0, trace: null, heardStep: 0, askedStep: 0 };
	const changes: Partial<Row>[] = [
		{ can: { ...can, pause: false } },
		...Object.entries(fixedChanges).map(([name, value]) => ({ job: { ...job, [name]: value } })),
	];
	for (const change of changes) {
		const entry = createEntry(row);
		setRow(entry, { row, rev: 1, before: null });
		const copy = { ...row, job: { ...job, owner: { id: 'ann', name: 'Ann' }, progress: 0.3 }, can: { ...can } };
		setRow(entry, { row: copy, rev: 2, before: row });
		expect(entry.fixedRev).toBe(1);
		setRow(entry, { row: { ...row, ...change }, rev: 3, before: row });
		expect(entry.fixedRev, JSON.stringify(change)).toBe(3);
	}
});

function readMoved(text: string): Moved {
	const frame = `{"type":"changes","scope":"mine","from":"a.1","cursor":"a.2","jobs":[],"moved":[${text}],"removed":[],"now":1}`;
	const decoded = decodeServerMessage(frame);
	const [moved] = decoded.type === 'message' && decoded.message.type === 'changes' ? (decoded.message.moved ?? []) : [];
	if (moved === undefined) throw new Error(`does not read: ${text}`);
	return moved;
}
