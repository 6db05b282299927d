import { describe, expect, test, vi } from 'vitest';
import type { Changes, Job, QueueFigures, Snapshot } from '../protocol/index.ts';
import { makeJob } from '../testing/make-job.ts';
import { createFeed } from './create-feed.ts';
import type { RunEnd } from './feed.ts';

function snapshot(jobs: Job[], rest: Partial<Snapshot> = {}): Snapshot {
	return { type: 'snapshot', scope: 'mine', part: 0, last: true, jobs, cursor: 'a.10', now: 0, ...rest };
}

function changes(jobs: Job[], rest: Partial<Changes> = {}): Changes {
	return { type: 'changes', scope: 'mine', from: 'a.10', cursor: 'a.20', jobs, removed: [], now: 0, ...rest };
}

function openFeed(jobs: Job[] = [], rest: Partial<Snapshot> = {}) {
	const control = createFeed('mine');
	const ends: string[] = [];
	control.feed.onEnds((told) => ends.push(told.map(({ id, learnt }) => `${learnt} ${id}`).join(', ')));
	control.watch();
	control.receive(snapshot(jobs, rest));
	const row = (key = 'scenes:1') => control.feed.job(key).get();
	return { ...control, ends, row };
}

const done = (given: Partial<Job> = {}) => makeJob({ status: 'completed', finishedAt: 7, rev: 11, ...given });
const watch = (cursor?: string) => ({ type: 'watch', scope: 'mine', ...(cursor === undefined ? {} : { cursor }) });

describe('snapshots', () => {
	test('[ST1] show nothing until the last part is in, and then everything', () => {
		const { receive, feed, row } = openFeed([makeJob()]);
		receive(snapshot([makeJob({ key: 'b:1' })], { last: false, cursor: 'a.30' }));
		receive(snapshot([makeJob({ key: 'b:2' })], { last: false, cursor: 'a.30', part: 1 }));
		expect(feed.groups.get().running).toEqual(['scenes:1']);
		receive(snapshot([makeJob({ key: 'b:3' })], { cursor: 'a.30', part: 2 }));
		expect(feed.groups.get().running).toEqual(['b:1', 'b:2', 'b:3']);
		expect(row()).toBeUndefined();
	});

	test('[ST2] a missing part voids a snapshot, and it is asked for again once', () => {
		const { receive, row } = openFeed();
		const part = (number: number, last = false) =>
			receive(snapshot([makeJob({ key: `b:${number}` })], { part: number, last, cursor: 'a.30' }));
		expect([part(0), part(2), part(3), part(4, true)]).toEqual([null, watch('a.10'), null, null]);
		expect([part(0), part(1, true)]).toEqual([null, null]);
		expect(row('b:1')).toBeDefined();
		expect(row('b:3')).toBeUndefined();
	});

	test('[ST2] parts of two snapshots are not mixed', () => {
		const { receive } = openFeed();
		receive(snapshot([], { last: false, cursor: 'a.30' }));
		expect(receive(snapshot([], { part: 1, cursor: 'a.31' }))).toEqual(watch('a.10'));
	});

	test('[ST3] a link lost in the middle of one leaves what is shown, and where it stands', () => {
		const { receive, watch: begin, row } = openFeed([makeJob()]);
		receive(snapshot([], { last: false, cursor: 'b.1' }));
		expect(begin()).toEqual(watch('a.10'));
		expect(row()).toBeDefined();
		expect(receive(snapshot([], { part: 1, cursor: 'b.1' }))).toBeNull();
		expect(row()).toBeDefined();
	});

	test('[ST3] one of another board’s life replaces everything, however its revisions compare', () => {
		const { receive, feed, row } = openFeed([makeJob({ rev: 9 }), makeJob({ key: 'b:1' })], { queues: [figures()] });
		receive(snapshot([makeJob({ rev: 2, progress: 0.5 })], { cursor: 'z.3' }));
		expect(row()).toMatchObject({ rev: 2, progress: 0.5 });
		expect(row('b:1')).toBeUndefined();
		expect(feed.queue('scenes').get()).toBeUndefined();
		expect(receive(changes([makeJob({ rev: 4 })], { from: 'z.3', cursor: 'z.4' }))).toBeNull();
		expect(row()).toMatchObject({ rev: 4 });
	});

	test('[ST4] rows that have not changed stay the same objects', () => {
		const { receive, feed, row } = openFeed([makeJob(), makeJob({ key: 'b:1' })]);
		const [before, groups] = [row(), feed.groups.get()];
		receive(snapshot([makeJob(), makeJob({ key: 'b:1', rev: 15 })], { cursor: 'a.15' }));
		expect(row()).toBe(before);
		expect(feed.groups.get()).toBe(groups);
	});
});

describe('changes', () => {
	test('[ST5] from where the feed stands or before are applied; rows it already has are not', () => {
		const { receive, row } = openFeed([makeJob({ rev: 9, progress: 0.9 })]);
		receive(changes([makeJob({ rev: 8, progress: 0.8 })], { from: 'a.5', cursor: 'a.11' }));
		expect(row()?.progress).toBe(0.9);
		receive(changes([makeJob({ rev: 12, progress: 0.95 })], { from: 'a.11', cursor: 'a.12' }));
		expect(row()?.progress).toBe(0.95);
	});

	test('[ST20] what moved goes onto the row that is held', () => {
		const { receive, row } = openFeed([makeJob({ rev: 9, step: 'Drawing', stalledSince: 4 })]);
		const before = row();
		receive(changes([], { moved: [['scenes:1', 12, 9, 0.4, null, 90]] }));
		expect(row()).toEqual({ ...before, rev: 12, progress: 0.4, step: undefined, etaAt: 90, stalledSince: undefined });
		expect(before).toMatchObject({ rev: 9, step: 'Drawing' });
	});

	test('[ST20] what moved does nothing to a newer row, to one that is not known whole, or without one', () => {
		const { receive, row, feed } = openFeed([makeJob({ rev: 9 }), makeJob({ key: 'b:1', rev: 4 })]);
		const before = [row(), row('b:1')];
		receive(
			changes([], {
				moved: [
					['scenes:1', 9, 3, 0.4],
					['b:1', 15, 5, 0.4],
					['c:1', 15, 5, 0.4],
				],
			}),
		);
		expect([row(), row('b:1')]).toEqual(before);
		expect(feed.groups.get().running).toHaveLength(2);
	});

	test('[ST6] after a gap nothing is applied, and what is missing is asked for once', () => {
		const { receive, row } = openFeed([makeJob()]);
		const late = changes([makeJob({ rev: 14, progress: 0.5 })], { from: 'a.12', cursor: 'a.14' });
		expect([receive(late), receive(late)]).toEqual([watch('a.10'), null]);
		expect(row()?.progress).toBe(0);
		expect(receive(changes([makeJob({ rev: 14, progress: 0.5 })], { cursor: 'a.14' }))).toBeNull();
		expect(receive(changes([], { from: 'a.14', cursor: 'a.15' }))).toBeNull();
		expect(row()?.progress).toBe(0.5);
	});

	test('[ST6] of another board’s life, or before the first snapshot, are a gap', () => {
		const { receive } = openFeed();
		expect(receive(changes([], { from: 'b.10', cursor: 'b.11' }))).toEqual(watch('a.10'));
		expect(createFeed('mine').receive(changes([]))).toEqual(watch());
	});

	test('[ST7] a removal older than the row does not remove it', () => {
		const { receive, row } = openFeed([makeJob({ rev: 9 })]);
		receive(changes([], { removed: [['scenes:1', 8]] }));
		expect(row()).toBeDefined();
		receive(changes([], { from: 'a.20', cursor: 'a.21', removed: [['scenes:1', 21]] }));
		expect(row()).toBeUndefined();
	});

	test('[ST7] an old frame does not bring a removed row back', () => {
		const { receive, row } = openFeed();
		const added = changes([makeJob({ rev: 11 })], { cursor: 'a.11' });
		receive(added);
		receive(changes([], { from: 'a.11', cursor: 'a.12', removed: [['scenes:1', 12]] }));
		receive(added);
		expect(row()).toBeUndefined();
	});

	test('[ST5] the same frame twice changes nothing and tells nothing twice', () => {
		const { receive, feed, ends, row } = openFeed([makeJob()]);
		const frame = changes([done()]);
		receive(frame);
		const told = vi.fn();
		const before = [row(), feed.groups.get(), feed.summary.get()];
		feed.job('scenes:1').subscribe(told);
		feed.groups.subscribe(told);
		feed.summary.subscribe(told);
		receive(frame);
		expect([row(), feed.groups.get(), feed.summary.get()]).toEqual(before);
		expect(told).not.toHaveBeenCalled();
		expect(ends).toEqual(['live scenes:1#1@7']);
	});

	test('[ST5] thousands in one frame end as they would one by one', () => {
		const jobs = Array.from({ length: 3_000 }, (_, i) => makeJob({ key: `b:${i}`, startedAt: i % 50, rev: 1 }));
		const news = jobs.slice(0, 1_500).map((job, i) => ({ ...job, startedAt: (i * 7) % 90, rev: 12 }));
		const gone = jobs.slice(1_500, 2_000).map((job): [string, number] => [job.key, 13]);
		const [many, single] = [openFeed(jobs), openFeed(jobs)];
		many.receive(changes(news, { removed: gone }));
		for (const job of news) single.receive(changes([job]));
		for (const removed of gone) single.receive(changes([], { removed: [removed] }));
		expect(many.feed.groups.get()).toEqual(single.feed.groups.get());
		expect(many.row('b:2500')).toBe(jobs[2_500]);
	});
});

describe('a frame the server forgot', () => {
	test('[ST8] shows at the next ping, which asks again', () => {
		const { hearCursor } = openFeed();
		expect(hearCursor('a.10')).toBeNull();
		expect(hearCursor('a.9')).toBeNull();
		expect(hearCursor('a.11')).toEqual(watch('a.10'));
	});

	test('[ST8] while an answer is due, one ping is let pass, and the next one asks again', () => {
		const { hearCursor } = openFeed();
		expect(['a.11', 'a.11', 'a.11', 'a.11'].map(hearCursor)).toEqual([watch('a.10'), null, watch('a.10'), null]);
	});
});

describe('ends', () => {
	test('[ST9] in changes are live, also of a job never seen before', () => {
		const { receive, ends } = openFeed([makeJob()]);
		receive(changes([done(), done({ key: 'b:1', status: 'failed', rev: 12 })]));
		expect(ends).toEqual(['live scenes:1#1@7, live b:1#1@7']);
	});

	test('[ST9] of a run after a retry are new', () => {
		const { receive, ends } = openFeed([done({ rev: 9, status: 'failed' })]);
		receive(changes([done({ run: 2, finishedAt: 9, rev: 12 })]));
		expect(ends).toEqual(['snapshot scenes:1#1@7', 'live scenes:1#2@9']);
	});

	test('[ST9] told more exactly later are the same end', () => {
		const { receive, ends } = openFeed([makeJob()]);
		receive(changes([done()]));
		receive(changes([done({ finishedAt: 8, rev: 12 })], { from: 'a.20', cursor: 'a.21' }));
		expect(ends).toEqual(['live scenes:1#1@7']);
	});

	test('[ST9] of a new job under a key used before are new', () => {
		const { receive, ends } = openFeed([done({ rev: 9 })]);
		receive(changes([done({ createdAt: 8, finishedAt: 9, rev: 12 })]));
		expect(ends).toEqual(['snapshot scenes:1#1@7', 'live scenes:1#1@9']);
	});

	test('[ST10] in a snapshot are found, not seen; those that were known are not told', () => {
		const { receive, ends } = openFeed([done({ key: 'old:1' }), makeJob()]);
		receive(snapshot([done({ key: 'old:1' }), done()], { cursor: 'z.1' }));
		expect(ends).toEqual(['snapshot old:1#1@7', 'snapshot scenes:1#1@7']);
	});

	test('[ST10] of another job under the same key are new', () => {
		const { receive, ends } = openFeed([done()]);
		receive(snapshot([done({ finishedAt: 99 })], { cursor: 'a.40' }));
		expect(ends).toEqual(['snapshot scenes:1#1@7', 'snapshot scenes:1#1@99']);
	});

	test('[ST11] are told once, though the row leaves and comes back', () => {
		const { receive, ends } = openFeed([makeJob()]);
		receive(changes([done()]));
		receive(changes([], { from: 'a.20', cursor: 'a.21', removed: [['scenes:1', 21]] }));
		receive(snapshot([done()], { cursor: 'z.1' }));
		expect(ends).toEqual(['live scenes:1#1@7']);
	});

	test('[ST12] are told last, when everything else already shows them', () => {
		const { receive, feed } = openFeed([makeJob()]);
		const seen: unknown[] = [];
		feed.job('scenes:1').subscribe(() => seen.push(feed.summary.get().running, feed.groups.get().running.length));
		feed.onEnds(([end]: readonly RunEnd[]) => seen.push(end?.job === feed.job('scenes:1').get()));
		receive(changes([done()]));
		expect(seen).toEqual([0, 0, true]);
	});
});

describe('what was asked for', () => {
	const wanted = makeJob({ rev: 15, wanted: 'paused' });

	test('[ST13] shows at once, and until the feed tells something newer of the job', () => {
		const { receive, hearAnswer, row } = openFeed([makeJob({ rev: 9 })]);
		hearAnswer({ job: wanted, cursor: 'a.15' });
		expect(row()).toBe(wanted);
		receive(changes([makeJob({ rev: 12, progress: 0.5 })], { cursor: 'a.12' }));
		expect(row()).toBe(wanted);
		receive(changes([makeJob({ rev: 16, progress: 0.5 })], { from: 'a.12' }));
		expect(row()).toMatchObject({ rev: 16, progress: 0.5 });
	});

	test('[ST13] does not show where it is of another gateway, whose revisions say nothing here', () => {
		const { receive, hearAnswer, row, ends } = openFeed([makeJob({ rev: 9 })]);
		receive(changes([makeJob({ status: 'completed', finishedAt: 7, rev: 12 })]));
		for (const cursor of ['b.40', undefined, 'no cursor']) hearAnswer({ job: { ...wanted, rev: 40 }, cursor });
		expect(row()).toMatchObject({ status: 'completed', rev: 12 });
		expect(ends).toHaveLength(1);
	});

	test('[ST13] shows nothing older than the row, and no job the feed does not have', () => {
		const { hearAnswer, feed, row } = openFeed([makeJob({ rev: 15 })]);
		hearAnswer({ job: wanted, cursor: 'a.15' });
		hearAnswer({ job: makeJob({ key: 'b:1', rev: 15 }), cursor: 'a.15' });
		hearAnswer({ cursor: 'a.15' });
		expect(row()?.wanted).toBeUndefined();
		expect(feed.groups.get().running).toEqual(['scenes:1']);
	});

	test('[ST13] tells an end that the answer brings, and the feed does not tell it again', () => {
		const { receive, hearAnswer, ends } = openFeed([makeJob({ status: 'queued' })]);
		hearAnswer({ job: makeJob({ status: 'cancelled', finishedAt: 7, rev: 15 }), cursor: 'a.15' });
		receive(changes([makeJob({ status: 'cancelled', finishedAt: 7, rev: 15 })]));
		expect(ends).toEqual(['live scenes:1#1@7']);
	});
});

function figures(given: Partial<QueueFigures> = {}): QueueFigures {
	return { queue: 'scenes', lanes: [], running: 1, parallel: 2, freeAt: [null], ...given };
}

describe('beside the rows', () => {
	const batch = { since: 1, jobs: 2, ended: 0, progress: 0.25 };

	test('[ST14] the batch and the figures of a queue stay until they are told anew', () => {
		const { receive, feed } = openFeed([], { batch, queues: [figures()] });
		const summary = feed.summary.get();
		expect(summary.batch).toEqual(batch);
		receive(changes([], { batch: { ...batch }, queues: [figures({ queue: 'other' })] }));
		expect(feed.summary.get()).toBe(summary);
		expect(feed.queue('scenes').get()).toEqual(figures());
		receive(changes([], { from: 'a.20', cursor: 'a.20', batch: null }));
		expect(feed.summary.get().batch).toBeNull();
	});

	test('[ST14] a snapshot’s parts may carry them anywhere', () => {
		const { receive, feed } = openFeed();
		receive(snapshot([], { last: false, cursor: 'a.30', batch }));
		receive(snapshot([], { part: 1, last: false, cursor: 'a.30', queues: [figures()] }));
		receive(snapshot([], { part: 2, cursor: 'a.30' }));
		expect(feed.summary.get().batch).toEqual(batch);
		expect(feed.queue('scenes').get()).toEqual(figures());
	});

	test('[ST19] what can be undone stays in its list, and is counted no more', () => {
		const queued = makeJob({ status: 'queued', place: { lane: 0, at: 1 } });
		const { feed, receive } = openFeed([queued, { ...queued, key: 'scenes:2', place: { lane: 0, at: 2 } }]);
		const lists = feed.groups.get();
		expect(feed.summary.get().queued).toBe(2);
		receive(changes([{ ...queued, wanted: 'cancelled', undoUntil: 5, rev: 11 }]));
		expect([feed.summary.get().queued, feed.groups.get()]).toEqual([1, lists]);
		receive(changes([{ ...queued, rev: 12 }], { cursor: 'a.21' }));
		expect(feed.summary.get().queued).toBe(2);
		receive(changes([{ ...queued, status: 'paused', undoUntil: 5, rev: 13 }], { cursor: 'a.22' }));
		expect(feed.summary.get()).toMatchObject({ queued: 1, paused: 0 });
		receive(changes([], { removed: [['scenes:1', 14]], cursor: 'a.23' }));
		expect(feed.summary.get()).toMatchObject({ queued: 1, paused: 0 });
	});

	test('[ST15] the leader is the running job that ends soonest, else the one furthest on', () => {
		const { receive, feed } = openFeed([
			makeJob({ key: 'a', progress: 0.2 }),
			makeJob({ key: 'b', progress: 0.9 }),
			makeJob({ key: 'c', progress: 0.1, etaAt: 500 }),
		]);
		const leader = () => feed.summary.get().leader;
		expect(leader()).toBe('c');
		receive(changes([makeJob({ key: 'c', progress: 0.1, rev: 11 })], { cursor: 'a.11' }));
		expect(leader()).toBe('b');
		receive(changes([done({ key: 'b', rev: 12 })], { from: 'a.11', cursor: 'a.12' }));
		expect(leader()).toBe('a');
		receive(
			changes([], {
				from: 'a.12',
				cursor: 'a.13',
				removed: [
					['a', 13],
					['c', 13],
				],
			}),
		);
		expect(leader()).toBeNull();
	});
});

describe('listeners', () => {
	test('[ST16] of other rows are not told, and none is left behind', () => {
		const { receive, feed } = openFeed([makeJob(), makeJob({ key: 'b:1' })]);
		const [own, other] = [vi.fn(), vi.fn()];
		const undo = [feed.job('scenes:1').subscribe(own), feed.job('b:1').subscribe(other)];
		receive(changes([makeJob({ rev: 12 })]));
		for (const each of undo) each();
		receive(changes([makeJob({ rev: 22 })], { from: 'a.20', cursor: 'a.22' }));
		expect(own).toHaveBeenCalledTimes(1);
		expect(other).not.toHaveBeenCalled();
	});

	test('[ST16] one that throws does not keep the others from being told', async () => {
		const { receive, feed } = openFeed([makeJob()]);
		const thrown: unknown[] = [];
		const told = vi.fn();
		const before = process.listeners('uncaughtException');
		process.removeAllListeners('uncaughtException');
		process.once('uncaughtException', (error) => thrown.push(error));
		feed.job('scenes:1').subscribe(() => {
			throw new Error('of the host');
		});
		feed.job('scenes:1').subscribe(told);
		receive(changes([makeJob({ rev: 12 })]));
		await new Promise((resolve) => setImmediate(resolve));
		for (const listener of before) process.on('uncaughtException', listener);
		expect(told).toHaveBeenCalledOnce();
		expect(thrown).toHaveLength(1);
	});

	test('[ST16] one row is the same readable each time, also while it does not exist', () => {
		const { receive, feed } = openFeed();
		const readable = feed.job('b:1');
		const told = vi.fn();
		readable.subscribe(told);
		expect(feed.job('b:1')).toBe(readable);
		receive(changes([makeJob({ key: 'b:1', rev: 12 })]));
		expect(told).toHaveBeenCalledOnce();
		expect(readable.get()?.rev).toBe(12);
	});
});

test('[ST17] a feed that is reset shows nothing, and says so', () => {
	const { reset, feed, row, watch: begin } = openFeed([makeJob()], { queues: [figures()] });
	const told = vi.fn();
	feed.job('scenes:1').subscribe(told);
	reset();
	expect(told).toHaveBeenCalledOnce();
	expect([row(), feed.ready.get(), feed.queue('scenes').get()]).toEqual([undefined, false, undefined]);
	expect(feed.summary.get()).toMatchObject({ running: 0, leader: null });
	expect(begin()).toEqual(watch());
});
