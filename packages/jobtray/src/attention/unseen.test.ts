import { beforeAll, describe, expect, test } from 'vitest';
import type { EndStatus, Job } from '../protocol/index.ts';
import { createFakeDevice } from '../testing/fake-device.ts';
import { makeJob } from '../testing/make-job.ts';
import { tellingPart } from './telling-part.ts';

beforeAll(tellingPart.load);

const at = 1_000_000_000;

function makeEnded(name: string, finishedAt: number, status: EndStatus = 'completed'): Job {
	return makeJob({ key: `scenes:${name}`, name, status, finishedAt });
}

describe('what is unseen', () => {
	test('[AT16] is what completed or failed since the panel was last seen; cancelled runs do not count', () => {
		const device = createFakeDevice({ now: at });
		const { client, attention } = device.openTab({ jobs: [makeEnded('1', at - 10)] });
		const feed = client.feed('mine');
		feed.end('live', makeEnded('2', at + 1), makeEnded('3', at + 2, 'failed'), makeEnded('4', at + 3, 'cancelled'));
		expect(attention.unseen.get()).toEqual({ completed: 1, failed: 1 });
		feed.put({ ...makeEnded('3', at + 2), status: 'queued', run: 2 });
		expect(attention.unseen.get()).toEqual({ completed: 1, failed: 0 });
		feed.remove('scenes:2');
		expect(attention.unseen.get()).toEqual({ completed: 0, failed: 0 });
	});

	test('[AT17] is nothing at the first visit, also where a clock is far ahead', () => {
		const device = createFakeDevice({ now: at });
		const { attention } = device.openTab({ jobs: [makeEnded('1', at - 10), makeEnded('2', at + 10 * 86_400_000)] });
		expect(attention.unseen.get()).toEqual({ completed: 0, failed: 0 });
		attention.markSeen();
		expect(attention.unseen.get()).toEqual({ completed: 0, failed: 0 });
	});

	test.each(['seven', '-5', String(at * 1_000)])('[AT17] starts afresh from garbage: %s', (garbage) => {
		const device = createFakeDevice({ now: at });
		device.storage.texts.set('jobtray:/jobtray:mira:seen', garbage);
		const { client, attention } = device.openTab({ jobs: [makeEnded('1', at - 10)] });
		expect(attention.unseen.get()).toEqual({ completed: 0, failed: 0 });
		client.feed('mine').end('live', makeEnded('2', at + 10));
		expect(attention.unseen.get()).toEqual({ completed: 1, failed: 0 });
	});

	test('[AT18] is nothing in any tab once one has shown the panel, nor after a reload', () => {
		const device = createFakeDevice({ now: at });
		const [first, second] = [device.openTab({ jobs: [] }), device.openTab({ jobs: [] })];
		for (const tab of [first, second]) tab.client.feed('mine').end('live', makeEnded('1', at));
		expect(second.attention.unseen.get()).toEqual({ completed: 1, failed: 0 });
		first.attention.markSeen();
		expect(second.attention.unseen.get()).toEqual({ completed: 0, failed: 0 });
		first.close();
		const reloaded = device.openTab({ jobs: [makeEnded('1', at)] });
		expect(reloaded.attention.unseen.get()).toEqual({ completed: 0, failed: 0 });
	});

	test('[AT18] is read again by a page that was frozen while another tab showed the panel', () => {
		const device = createFakeDevice({ now: at });
		const { client, attention, page } = device.openTab({ jobs: [] });
		client.feed('mine').end('live', makeEnded('1', at));
		device.storage.texts.set('jobtray:/jobtray:mira:seen', String(at));
		page.tell('resumed');
		expect(attention.unseen.get()).toEqual({ completed: 0, failed: 0 });
	});

	test('[AT18] covers one end that was followed, in all tabs, after a reload, and not its next run', () => {
		const device = createFakeDevice({ now: at });
		const [first, second] = [device.openTab({ jobs: [] }), device.openTab({ jobs: [] })];
		const ended = [makeEnded('1', at + 1), makeEnded('2', at + 2, 'failed'), makeEnded('3', at + 3)];
		for (const tab of [first, second]) tab.client.feed('mine').end('live', ...ended);
		first.attention.markSeen('scenes:2');
		first.attention.markSeen('scenes:1');
		expect(second.attention.unseen.get()).toEqual({ completed: 1, failed: 0 });
		const reloaded = device.openTab({ jobs: ended });
		expect(reloaded.attention.unseen.get()).toEqual({ completed: 1, failed: 0 });
		first.client.feed('mine').put({ ...makeEnded('2', at + 2), status: 'queued', run: 2 });
		first.client.feed('mine').end('live', { ...makeEnded('2', at + 9, 'failed'), run: 2 });
		expect(first.attention.unseen.get()).toEqual({ completed: 1, failed: 1 });
	});

	test('[AT18] forgets what was followed once it is not listed any more, or the panel has shown all', () => {
		const device = createFakeDevice({ now: at });
		const { client, attention } = device.openTab({ jobs: [] });
		const kept = () => device.storage.texts.get('jobtray:/jobtray:mira:seen')?.split('\n').length;
		client.feed('mine').end('live', makeEnded('1', at + 1), makeEnded('2', at + 2), makeEnded('3', at + 3));
		attention.markSeen('scenes:1');
		attention.markSeen('scenes:2');
		expect(kept()).toBe(3);
		client.feed('mine').remove('scenes:1');
		attention.markSeen('scenes:unknown');
		expect(kept()).toBe(2);
		attention.markSeen();
		expect([kept(), attention.unseen.get()]).toEqual([1, { completed: 0, failed: 0 }]);
	});

	test('[AT18] does not cover what the panel has not shown yet', () => {
		const device = createFakeDevice({ now: at });
		const { client, attention } = device.openTab({ jobs: [makeEnded('1', at - 10)] });
		device.clock.advance(1_000);
		attention.markSeen();
		client.feed('mine').end('live', makeEnded('2', at + 990));
		expect(attention.unseen.get()).toEqual({ completed: 1, failed: 0 });
	});

	test('[AT19] keeps its identity while it says the same', () => {
		const device = createFakeDevice({ now: at });
		const { client, attention } = device.openTab({ jobs: [] });
		client.feed('mine').end('live', makeEnded('1', at));
		const before = attention.unseen.get();
		client.feed('mine').put(makeJob({ key: 'scenes:9' }));
		client.feed('mine').end('live', makeEnded('2', at, 'cancelled'));
		expect(attention.unseen.get()).toBe(before);
	});

	test('[AT13] is counted for each person apart', () => {
		const device = createFakeDevice({ now: at });
		const { client, attention } = device.openTab({ jobs: [] });
		client.feed('mine').end('live', makeEnded('1', at));
		client.viewer.set({ id: 'noor', name: 'Noor', scopes: ['mine'] });
		expect(attention.unseen.get()).toEqual({ completed: 0, failed: 0 });
		client.viewer.set({ id: 'mira', name: 'Mira', scopes: ['mine'] });
		expect(attention.unseen.get()).toEqual({ completed: 1, failed: 0 });
	});
});
