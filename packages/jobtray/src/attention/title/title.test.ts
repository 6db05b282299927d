import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EndStatus, Job } from '../../protocol/index.ts';
import { createFakeDevice } from '../../testing/fake-device.ts';
import { makeJob } from '../../testing/make-job.ts';
import { tellingPart } from '../telling-part.ts';

beforeAll(tellingPart.load);

const at = 1_000_000_000;
const unfocused = { focused: false };
const batch = { since: at, jobs: 3, ended: 0, progress: 0.73 };

// What is told is not looked at here, and is kept in the storage.
beforeEach(() => {
	vi.stubGlobal('indexedDB', undefined);
	return () => vi.unstubAllGlobals();
});

function makeRunning(name: string, progress: number): Job {
	return makeJob({ key: `scenes:${name}`, name, progress });
}

function makeEnded(name: string, status: EndStatus = 'completed', finishedAt = at): Job {
	return makeJob({ key: `scenes:${name}`, name, status, finishedAt });
}

describe('the title of a tab', () => {
	test('[TT1] is ours while the window has no focus or the page is hidden, and the host’s with the focus', () => {
		const { client, page, title } = createFakeDevice({ now: at }).openTab({ jobs: [makeRunning('Scene 3', 0.7)] });
		client.feed('mine').setBatch(batch);
		expect(title.shown()).toBeNull();
		page.set({ focused: false });
		expect(title.shown()).toBe('[73%] X121 — Scene 3');
		page.set({ hidden: true });
		expect(title.shown()).toBe('[73%] X121 — Scene 3');
		page.set({ hidden: false });
		expect(title.shown()).toBe('[73%] X121 — Scene 3');
		page.set({ focused: true });
		expect(title.shown()).toBeNull();
	});

	test('[TT3] names the running job closest to done', () => {
		const { client, title } = createFakeDevice({ now: at }).openTab({ page: unfocused });
		const feed = client.feed('mine');
		feed.put(makeRunning('Scene 1', 0.2), makeRunning('Scene 2', 0.9), makeRunning('Scene 3', 0.4));
		feed.put(makeJob({ key: 'scenes:4', status: 'queued' }));
		feed.setBatch(batch);
		expect(title.shown()).toBe('[73%] X121 — Scene 2 +2');
	});

	test('[TT3] names the first that is paused where none runs, and the first in the queue where none is paused', () => {
		const { client, title } = createFakeDevice({ now: at }).openTab({ page: unfocused });
		const feed = client.feed('mine');
		feed.put(makeJob({ key: 'scenes:1', name: 'Scene 1', status: 'queued' }));
		feed.put(makeJob({ key: 'scenes:2', name: 'Scene 2', status: 'queued' }));
		expect(title.shown()).toBe('[…] X121 — Scene 1 +1');
		feed.put(makeJob({ key: 'scenes:2', name: 'Scene 2', status: 'paused' }));
		expect(title.shown()).toBe('[…] X121 — Scene 2');
	});

	test('[TT4] says how the batch ended until the focus is back', () => {
		const { client, page, title } = createFakeDevice({ now: at }).openTab({
			page: { hidden: true },
			jobs: [makeRunning('Scene 2', 0.7), makeRunning('Scene 3', 0.7)],
		});
		const feed = client.feed('mine');
		feed.setBatch(batch);
		feed.end('live', makeEnded('Scene 2'));
		expect(title.shown()).toBe('[73%] X121 — Scene 3');
		feed.end('live', makeEnded('Scene 3', 'failed'));
		expect(title.shown()).toBe('✗ X121 — Scene 3 +1');
		page.set({ hidden: false, focused: true });
		expect(title.shown()).toBeNull();
		page.set({ focused: false });
		expect(title.shown()).toBeNull();
	});

	test('[TT4] counts what ended while the link was away, found after the person had looked away', () => {
		const device = createFakeDevice({ now: at });
		const { client, title } = device.openTab({ page: unfocused, jobs: [makeRunning('Scene 3', 0.7)] });
		device.clock.advance(5_000);
		client.feed('mine').end('snapshot', makeEnded('Scene 3', 'completed', at + 4_000));
		expect(title.shown()).toBe('✓ X121 — Scene 3');
	});

	test('[TT5] says nothing of what was cancelled, or had ended before the person looked away', () => {
		const { client, title } = createFakeDevice({ now: at }).openTab({
			page: unfocused,
			jobs: [makeEnded('Scene 1', 'completed', at - 5)],
		});
		expect(title.shown()).toBeNull();
		client.feed('mine').end('live', makeEnded('Scene 2', 'cancelled'));
		expect(title.shown()).toBeNull();
	});

	test('[TT8] is the host’s once the link is closed for good, since nothing keeps ours true', () => {
		const { client, title } = createFakeDevice({ now: at }).openTab({
			page: unfocused,
			jobs: [makeRunning('Scene 3', 0.7)],
		});
		client.link.set({ status: 'waiting', attempt: 1, retryAt: at });
		expect(title.shown()).toBe('[…] X121 — Scene 3');
		for (const over of [{ status: 'stopped', reason: 'login' }, { status: 'closed' }] as const) {
			client.link.set(over);
			expect(title.shown()).toBeNull();
			client.link.set({ status: 'live' });
		}
		expect(title.shown()).toBe('[…] X121 — Scene 3');
	});

	test('[TT9] is the host’s once the tray is gone', () => {
		const tab = createFakeDevice({ now: at }).openTab({ page: unfocused, jobs: [makeRunning('Scene 3', 0.7)] });
		expect(tab.title.shown()).not.toBeNull();
		tab.close();
		expect(tab.title.shown()).toBeNull();
	});

	test('[TT10] moves with the messages alone: a hidden page needs no timer for it', () => {
		const device = createFakeDevice({ now: at });
		const { client, title } = device.openTab({ page: { hidden: true }, jobs: [makeRunning('Scene 3', 0.7)] });
		for (const progress of [0.74, 0.75]) {
			client.feed('mine').setBatch({ ...batch, progress });
			expect(title.shown()).toBe(`[${progress * 100}%] X121 — Scene 3`);
		}
	});
});
