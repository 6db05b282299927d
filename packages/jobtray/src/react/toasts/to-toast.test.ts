import { describe, expect, it } from 'vitest';
import { labels } from '../../../tests/render-tray.tsx';
import type { Job } from '../../protocol/index.ts';
import { makeJob } from '../../testing/index.ts';
import { toSaid } from '../behind/to-said.ts';
import { toToast } from './to-toast.ts';

const done = makeJob({
	status: 'completed',
	finishedAt: 19 * 60_000,
	result: { href: '/segments/3', label: 'Scene 3' },
});
const failed = makeJob({ name: 'Export · season one', status: 'failed', error: { message: 'Disk full on render-02' } });
const words = { labels, hrefOf: (job: Job) => job.result?.href ?? `/jobs/${job.key}` };

function end(job: Job) {
	return { id: job.key, job, learnt: 'live' as const };
}

describe('a toast', () => {
	it('[TO3] of a completion leads to the work', () => {
		expect(toToast({ type: 'ended', end: end(done) }, words)).toMatchObject({
			title: 'Scene 3 is done',
			detail: 'Mira, forest at dusk · took 19 min · open',
			href: '/segments/3',
		});
	});

	it.each([
		['Scene 3 · Mira, forest at dusk', 'Scene 3 is done', 'Mira, forest at dusk · took 19 min · open'],
		['Mira, forest at dusk', 'Mira, forest at dusk is done', 'took 19 min · open'],
		[undefined, 'Generating Scene 3 is done', 'Mira, forest at dusk · took 19 min · open'],
	])('[TO7] of a completion labelled %s says its name once', (label, title, detail) => {
		const job = makeJob({ ...done, result: { href: '/segments/3', label } });
		expect(toToast({ type: 'ended', end: end(job) }, words)).toMatchObject({ title, detail });
	});

	it.each([
		[
			'Generating Scene 22 · Mira, forest at dusk',
			'The picture is damaged',
			'Mira, forest at dusk · The picture is damaged',
		],
		['Export', 'Disk full', 'Disk full'],
		['Export · season one', undefined, 'season one'],
	])('[TO7] of a failure of %s says the rest of its name, then why', (name, message, detail) => {
		const error = message === undefined ? undefined : { message };
		const toast = toToast(
			{ type: 'ended', end: end(makeJob({ name, status: 'failed', error })) },
			{ labels, hrefOf: () => null },
		);
		expect(toast.detail).toBe(detail);
	});

	it('[TO3] of a failure says why and leads to the job', () => {
		expect(toToast({ type: 'ended', end: end(failed) }, words)).toMatchObject({
			title: 'Export failed',
			detail: 'season one · Disk full on render-02 · see the job',
			href: '/jobs/scenes:1',
		});
	});

	it('[TO3] without a link opens the tray', () => {
		const toast = toToast({ type: 'ended', end: end(failed) }, { labels, hrefOf: () => null });
		expect(toast).toMatchObject({ detail: 'season one · Disk full on render-02', href: null });
	});

	it('[TO4] of a burst or of an absence is one, and opens the tray', () => {
		const burst = toToast({ type: 'burst', ends: [end(done), end(done), end(failed)] }, words);
		expect(burst).toMatchObject({ title: '2 done, 1 failed', detail: 'Generating Scene 3, Export', href: null });
		const summary = toToast({ type: 'summary', completed: 3, failed: 1 }, words);
		expect(summary).toMatchObject({
			title: 'While you were away: 3 done, 1 failed',
			detail: 'Open the tray',
			href: null,
		});
	});

	it('[AC1] is said in one sentence, with the whole name', () => {
		expect(toSaid({ type: 'ended', end: end(failed) }, labels)).toBe('Export · season one failed');
		expect(toSaid({ type: 'burst', ends: [end(done), end(failed)] }, labels)).toBe('1 done, 1 failed');
		expect(toSaid({ type: 'summary', completed: 3, failed: 0 }, labels)).toBe('While you were away: 3 done');
	});
});
