import { expect, test } from 'vitest';
import { type Entry, forgetText } from '../board/feed.ts';
import type { JobFields, Row } from '../board/row.ts';
import { encodeRow } from './encode.ts';

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

test('[FD5] a row is sent as it is now, whatever of it has been written before', () => {
	const row: Row = {
		job,
		can: { pause: true, cancel: true, retry: true },
		lane: 0,
		trace: null,
		heardStep: 0,
		askedStep: 0,
	};
	const entry: Entry = { key: 'a', row, rev: 1, fixedText: null, text: null };
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
		entry.row = { ...before, job: { ...before.job, ...change } };
		entry.rev++;
		forgetText(entry, before);
		const sent = { ...entry.row.job, actions: [], rev: entry.rev };
		expect(JSON.parse(encodeRow(entry, '"actions":[]'))).toEqual(JSON.parse(JSON.stringify(sent)));
		expect(encodeRow(entry, '"actions":[]')).toBe(encodeRow({ ...entry, text: null, fixedText: null }, '"actions":[]'));
	}
});
