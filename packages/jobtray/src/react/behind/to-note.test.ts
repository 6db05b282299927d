import { describe, expect, it } from 'vitest';
import type { Notice } from '../../attention/index.ts';
import { makeJob } from '../../testing/index.ts';
import { englishFirst } from '../labels/english-first.ts';
import { createFormat } from '../labels/format.ts';
import { toNote } from './to-note.ts';

const labels = englishFirst(createFormat('en'));
const done = makeJob({
	key: 'a',
	name: 'Scene 3 · Mira, forest',
	status: 'completed',
	result: { href: '/segments/3' },
});
const failed = makeJob({ key: 'b', name: 'Export · season one', status: 'failed', error: { message: 'Disk full' } });
const end = (job: typeof done) => ({ id: job.key, job, learnt: 'live' as const });

function write(notice: Notice, { names = true } = {}) {
	return toNote(notice, { labels, names, jobHref: () => null });
}

describe('a desktop notification', () => {
	it('[SE7] says what is done or failed, in the words of the tray, and leads there', () => {
		expect(write({ type: 'ended', end: end(done) })).toEqual({
			title: 'Scene 3 is done',
			body: 'Mira, forest',
			href: '/segments/3',
		});
		expect(write({ type: 'ended', end: end(failed) })).toEqual({
			title: 'Export failed',
			body: 'season one · Disk full',
			href: null,
		});
	});

	it('[SE7] of several says how many, and what', () => {
		expect(write({ type: 'burst', ends: [end(done), end(done), end(failed)] })).toEqual({
			title: '2 done, 1 failed',
			body: 'Scene 3, Export',
			href: null,
		});
		expect(write({ type: 'summary', completed: 3, failed: 1 })).toEqual({
			title: 'While you were away: 3 done, 1 failed',
			body: '',
			href: null,
		});
	});

	it('[AT40] of a trial says that it is one', () => {
		expect(write({ type: 'test' })).toEqual({ title: 'This is a test', body: '', href: null });
	});

	it('[SE7] names no job on a shared screen', () => {
		const notices: Notice[] = [
			{ type: 'ended', end: end(failed) },
			{ type: 'burst', ends: [end(done), end(failed)] },
		];
		expect(notices.map((each) => write(each, { names: false })).map(({ title, body }) => `${title}: ${body}`)).toEqual([
			'Jobs: 1 failed',
			'Jobs: 1 done, 1 failed',
		]);
	});
});
