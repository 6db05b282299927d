import { describe, expect, test } from 'vitest';
import type { Status } from '../../protocol/index.ts';
import { cleanRecord } from '../board/clean-record.ts';
import { reduceRow } from '../board/reduce-row.ts';
import type { Row } from '../board/row.ts';
import { createOfferWriter } from './offer.ts';

const statuses: readonly Status[] = ['queued', 'running', 'paused', 'completed', 'failed', 'cancelled'];
const both = [false, true];

/** Rows in every state that decides what may be done. */
function toRows(): Row[] {
	const record = cleanRecord(
		{
			key: 'a',
			queue: 'q',
			run: 1,
			name: 'A',
			kind: 'k',
			owner: ann,
			status: 'queued',
			progress: null,
			createdAt: 1,
			can: noneCan,
		},
		1,
	);
	const plain = record && reduceRow(null, { type: 'read', record, askedAtStep: 0 }, { now: 1, step: 1 });
	if (plain === null) throw new Error('The record is no good.');
	const rows: Row[] = [];
	for (const status of statuses)
		for (const wanted of [undefined, 'paused', 'cancelled'] as const)
			for (const undoUntil of [undefined, 9])
				for (const pause of both)
					for (const cancel of both)
						for (const retry of both)
							rows.push({ ...plain, job: { ...plain.job, status, wanted, undoUntil }, can: { pause, cancel, retry } });
	return rows;
}

const ann = { id: 'ann', name: 'Ann' };
const noneCan = { pause: false, cancel: false, retry: false };

describe('what is offered', () => {
	test('[WR5] [WR32] an offer that was written for one row is that of every row in the same state, and of no other', () => {
		const writeOnce = createOfferWriter(undefined);
		const lead = { id: 'lea', name: 'Lea', seesAll: true };
		for (const viewer of [ann, lead, { ...lead, controlsAll: true }]) {
			for (const row of toRows()) expect(writeOnce(row, viewer)).toBe(createOfferWriter(() => true)(row, viewer));
		}
	});

	test('[WR5] what the host narrows is asked for each row anew', () => {
		const write = createOfferWriter(({ job }) => job.name === 'A');
		const row = toRows().find(({ can, job }) => can.cancel && job.status === 'queued');
		if (row === undefined) throw new Error('There is no such row.');
		expect(write(row, ann)).toContain('"actions":["cancel"]');
		expect(write({ ...row, job: { ...row.job, name: 'B' } }, ann)).toContain('"actions":[]');
	});
});
