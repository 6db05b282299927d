import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EndStatus, Job } from '../protocol/index.ts';
import { createFakeDevice, type FakeDevice, type FakeTab } from '../testing/fake-device.ts';
import { makeJob } from '../testing/make-job.ts';
import { settle } from '../testing/settle.ts';
import { createAttention, type Notice } from './index.ts';
import { tellingPart } from './telling-part.ts';

beforeAll(tellingPart.load);

beforeEach(() => {
	vi.stubGlobal('indexedDB', new IDBFactory());
});

function makeEnded(name: string, finishedAt: number, status: EndStatus = 'completed'): Job {
	return makeJob({ key: `scenes:${name}`, name, status, finishedAt });
}

function endNow(device: FakeDevice, tabs: FakeTab[], ...names: string[]): void {
	for (const tab of tabs) {
		const jobs = names.map((name) => makeEnded(name, device.clock.now()));
		tab.client.feed('mine').end('live', ...jobs);
	}
}

function say(notices: readonly Notice[]): string[] {
	return notices.map((notice) => {
		if (notice.type === 'ended') return notice.end.job.name;
		if (notice.type === 'burst') return `burst of ${notice.ends.length}`;
		if (notice.type === 'test') return 'test';
		return `${notice.completed} done, ${notice.failed} failed`;
	});
}

/** A device on which somebody has been before. */
async function createUsedDevice(): Promise<FakeDevice> {
	const device = createFakeDevice();
	const tab = device.openTab({ jobs: [] });
	await settle();
	tab.close();
	device.clock.advance(60_000);
	return device;
}

describe('telling once', () => {
	test('[AT1] tells one end in one of five tabs', async () => {
		const device = await createUsedDevice();
		const tabs = Array.from({ length: 5 }, () => device.openTab({ jobs: [] }));
		await settle();
		endNow(device, tabs, 'Scene 3');
		await settle();
		expect(say(device.notices())).toEqual(['Scene 3']);
	});

	test('[AT46] tells what waits also where the device’s clock was set back meanwhile', async () => {
		const device = await createUsedDevice();
		const tab = device.openTab({ jobs: [], page: { hidden: true } });
		await settle();
		endNow(device, [tab], 'Scene 3');
		await settle();
		device.clock.jump(-86_400_000);
		tab.page.set({ hidden: false });
		await settle();
		expect(say(device.notices())).toEqual(['Scene 3']);
	});

	test('[AT1] tells it in another tab where the one that would have told it was closed', async () => {
		const device = await createUsedDevice();
		const [first, second] = [device.openTab({ jobs: [] }), device.openTab({ jobs: [], page: { focused: false } })];
		first.close();
		endNow(device, [first, second], 'Scene 3');
		device.clock.advance(250);
		await settle();
		expect(say(second.notices)).toEqual(['Scene 3']);
		expect(first.notices).toEqual([]);
	});

	test('[AT2] tells nothing again after a reload, and nothing again after a reconnect', async () => {
		const device = await createUsedDevice();
		const before = device.openTab({ jobs: [] });
		endNow(device, [before], 'Scene 3');
		await settle();
		before.client.feed('mine').end('snapshot', makeEnded('Scene 3', device.clock.now()));
		before.close();
		const after = device.openTab({ jobs: [makeEnded('Scene 3', device.clock.now())] });
		await settle();
		expect(say(device.notices())).toEqual(['Scene 3']);
		expect(after.notices).toEqual([]);
	});

	test('[AT2] tells a retried run that ends again', async () => {
		const device = await createUsedDevice();
		const tab = device.openTab({ jobs: [] });
		endNow(device, [tab], 'Scene 3');
		await settle();
		device.clock.advance(5_000);
		tab.client.feed('mine').end('live', { ...makeEnded('Scene 3', device.clock.now()), run: 2 });
		await settle();
		expect(say(tab.notices)).toEqual(['Scene 3', 'Scene 3']);
	});

	test('[AT3] tells a first visitor nothing of what ended before', async () => {
		const device = createFakeDevice();
		const tab = device.openTab({ jobs: [makeEnded('Scene 1', device.clock.now() - 5)] });
		await settle();
		expect(tab.notices).toEqual([]);
		endNow(device, [tab], 'Scene 2');
		await settle();
		expect(say(tab.notices)).toEqual(['Scene 2']);
	});

	test('[AT9] tells nothing of a cancelled run, not even where it is found to have completed under the same name', async () => {
		const device = await createUsedDevice();
		const tab = device.openTab({ jobs: [] });
		const job = makeEnded('Scene 3', device.clock.now(), 'cancelled');
		tab.client.feed('mine').end('live', job);
		await settle();
		tab.client.feed('mine').end('snapshot', { ...job, status: 'completed' });
		await settle();
		expect(tab.notices).toEqual([]);
	});

	test('[AT10] tells nothing of what a viewer sees, but does not own', async () => {
		const device = await createUsedDevice();
		const tab = device.openTab({ jobs: [] });
		tab.client.feed('all').end('live', makeEnded('Scene 3', device.clock.now()));
		await settle();
		expect(tab.notices).toEqual([]);
	});
});

describe('telling after an absence', () => {
	test('[AT4] tells one summary at the first load of the day', async () => {
		const device = await createUsedDevice();
		const at = device.clock.now();
		device.clock.advance(8 * 3_600_000);
		const jobs = [makeEnded('1', at), makeEnded('2', at + 1), makeEnded('3', at + 2), makeEnded('4', at + 3, 'failed')];
		const tabs = [device.openTab({ jobs }), device.openTab({ jobs, page: { hidden: true } })];
		device.clock.advance(1_000);
		await settle();
		tabs[1]?.page.set({ hidden: false });
		await settle();
		expect(say(device.notices())).toEqual(['3 done, 1 failed']);
	});

	test('[AT4] tells one summary of what a link brings that was lost for long', async () => {
		const device = await createUsedDevice();
		const tab = device.openTab({ jobs: [] });
		const lostAt = device.clock.now();
		tab.client.link.set({ status: 'waiting', attempt: 1, retryAt: lostAt });
		device.clock.advance(3_600_000);
		tab.client.link.set({ status: 'live' });
		tab.client.feed('mine').end('live', makeEnded('1', lostAt + 1), makeEnded('2', lostAt + 2));
		device.clock.advance(1_000);
		await settle();
		expect(say(tab.notices)).toEqual(['2 done, 0 failed']);
	});

	test('[AT5] tells what ended during a reload like any other', async () => {
		const device = await createUsedDevice();
		const jobs = [makeEnded('1', device.clock.now()), makeEnded('2', device.clock.now())];
		device.clock.advance(2_000);
		const tab = device.openTab({ jobs });
		await settle();
		expect(say(tab.notices)).toEqual(['1', '2']);
	});

	test('[AT5] tells one summary where many ended during a short loss of the link', async () => {
		const device = await createUsedDevice();
		const tab = device.openTab({ jobs: [] });
		const jobs = ['1', '2', '3', '4'].map((name) => makeEnded(name, device.clock.now()));
		device.clock.advance(2_000);
		tab.client.feed('mine').end('snapshot', ...jobs);
		await settle();
		expect(say(tab.notices)).toEqual(['4 done, 0 failed']);
	});
});

describe('telling a page that is seen', () => {
	test('[AT6] holds what ends while the only tab is hidden, and tells it when it is seen', async () => {
		const device = await createUsedDevice();
		const tab = device.openTab({ jobs: [], page: { hidden: true } });
		endNow(device, [tab], '1', '2');
		device.clock.advance(600_000);
		await settle();
		expect(tab.notices).toEqual([]);
		tab.page.set({ hidden: false });
		await settle();
		expect(say(tab.notices)).toEqual(['1', '2']);
	});

	test('[AT6] tells one summary of many that ended while it was hidden', async () => {
		const device = await createUsedDevice();
		const tab = device.openTab({ jobs: [], page: { hidden: true } });
		for (const name of ['1', '2', '3', '4', '5', '6']) {
			endNow(device, [tab], name);
			device.clock.advance(60_000);
		}
		tab.page.set({ hidden: false });
		await settle();
		expect(say(tab.notices)).toEqual(['6 done, 0 failed']);
	});

	test('[AT6] holds what it was still gathering when it was hidden', async () => {
		const device = await createUsedDevice();
		const queued = ['7', '8'].map((name) => makeJob({ key: `scenes:${name}`, status: 'queued' }));
		const tab = device.openTab({ jobs: queued });
		endNow(device, [tab], '1', '2', '3', '4');
		tab.page.set({ hidden: true });
		device.clock.advance(60_000);
		await settle();
		expect(tab.notices).toEqual([]);
		tab.page.set({ hidden: false });
		await settle();
		expect(say(tab.notices)).toEqual(['4 done, 0 failed']);
	});

	test('[AT6] leaves what ends to a tab that is seen, and does not tell it again when it is seen itself', async () => {
		const device = await createUsedDevice();
		const hidden = device.openTab({ jobs: [], page: { hidden: true } });
		const seen = device.openTab({ jobs: [] });
		endNow(device, [hidden, seen], 'Scene 3');
		await settle();
		hidden.page.set({ hidden: false });
		await settle();
		expect(say(seen.notices)).toEqual(['Scene 3']);
		expect(hidden.notices).toEqual([]);
	});

	test('[AT6] tells the next visit what a hidden tab still held when it was closed', async () => {
		const device = await createUsedDevice();
		const hidden = device.openTab({ jobs: [], page: { hidden: true } });
		const job = makeEnded('Scene 3', device.clock.now());
		hidden.client.feed('mine').end('live', job);
		hidden.close();
		await settle();
		device.clock.advance(60_000);
		const next = device.openTab({ jobs: [job] });
		device.clock.advance(1_000);
		await settle();
		expect(say(next.notices)).toEqual(['1 done, 0 failed']);
	});

	test('[AT7] leaves it for a moment to a page that has the focus', async () => {
		const device = await createUsedDevice();
		const beside = device.openTab({ jobs: [], page: { focused: false } });
		const focused = device.openTab({ jobs: [] });
		endNow(device, [beside, focused], '1');
		await settle();
		device.clock.advance(250);
		await settle();
		expect(say(focused.notices)).toEqual(['1']);
		focused.close();
		endNow(device, [beside], '2');
		device.clock.advance(249);
		await settle();
		expect(beside.notices).toEqual([]);
		device.clock.advance(1);
		await settle();
		expect(say(beside.notices)).toEqual(['2']);
	});
});

describe('a burst', () => {
	const more = ['7', '8', '9', '10', '11'].map((name) => makeJob({ key: `scenes:${name}`, status: 'queued' }));

	test('[AT8] is five ends within a second, in one message or in several', async () => {
		const device = await createUsedDevice();
		const tab = device.openTab({ jobs: more });
		endNow(device, [tab], '1', '2');
		device.clock.advance(900);
		endNow(device, [tab], '3', '4', '5');
		device.clock.advance(99);
		await settle();
		expect(tab.notices).toEqual([]);
		device.clock.advance(1);
		await settle();
		expect(say(tab.notices)).toEqual(['burst of 5']);
	});

	test('[AT8] is not fewer, nor five over a longer time', async () => {
		const device = await createUsedDevice();
		const tab = device.openTab({ jobs: more });
		for (const name of ['1', '2', '3', '4', '5']) {
			endNow(device, [tab], name);
			device.clock.advance(300);
			await settle();
		}
		device.clock.advance(1_000);
		await settle();
		expect(say(tab.notices)).toEqual(['1', '2', '3', '4', '5']);
	});

	test('[AT8] keeps nobody waiting where too few jobs are left to make one', async () => {
		const device = await createUsedDevice();
		const tab = device.openTab({ jobs: more.slice(0, 3) });
		endNow(device, [tab], '1');
		await settle();
		expect(say(tab.notices)).toEqual(['1']);
	});
});

describe('whoever is at the page', () => {
	test('[AT13] is not told what ended for the one before, and has marks of their own', async () => {
		const device = await createUsedDevice();
		const tab = device.openTab({ jobs: [], page: { hidden: true } });
		endNow(device, [tab], "Mira's scene");
		tab.client.viewer.set({ id: 'noor', name: 'Noor', scopes: ['mine'] });
		tab.page.set({ hidden: false });
		await settle();
		expect(tab.notices).toEqual([]);
		endNow(device, [tab], "Noor's scene");
		await settle();
		expect(say(tab.notices)).toEqual(["Noor's scene"]);
		const names = (await indexedDB.databases()).map(({ name }) => name).toSorted();
		expect(names).toEqual(['jobtray:/jobtray:mira', 'jobtray:/jobtray:noor']);
	});

	test('[AT13] is still told where the server has not said for a moment who it is', async () => {
		const device = await createUsedDevice();
		const viewer = { id: 'mira', name: 'Mira', scopes: ['mine' as const] };
		const tab = device.openTab({ jobs: [], page: { hidden: true }, viewer });
		endNow(device, [tab], 'Scene 3');
		tab.client.viewer.set(null);
		tab.client.viewer.set({ ...viewer });
		tab.page.set({ hidden: false });
		await settle();
		expect(say(tab.notices)).toEqual(['Scene 3']);
	});
});

describe('an attention', () => {
	test('[AT14] tells the next notice where the host failed to show one', async () => {
		const { client } = createFakeDevice().openTab({ jobs: [] });
		const shown: string[] = [];
		const reports: unknown[] = [];
		const uncaught = process.listeners('uncaughtException');
		process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => reports.push(error));
		const attention = createAttention({
			client,
			url: '/other',
			title: null,
			notify(notice) {
				shown.push(notice.type);
				if (shown.length === 1) throw new Error('The toast is broken.');
			},
		});
		attention.open();
		client.feed('mine').end('live', makeEnded('1', client.now()), makeEnded('2', client.now()));
		await settle();
		process.removeAllListeners('uncaughtException');
		for (const listener of uncaught) process.on('uncaughtException', listener);
		expect(shown).toEqual(['ended', 'ended']);
		expect(reports).toHaveLength(1);
	});

	test('[AT15] stops with the last that opened it, leaves nothing, and can be opened again', async () => {
		const device = await createUsedDevice();
		const tab = device.openTab({ jobs: [] });
		const closeSecond = tab.attention.open();
		tab.close();
		tab.close();
		endNow(device, [tab], '1');
		await settle();
		expect(say(tab.notices)).toEqual(['1']);
		endNow(device, [tab], '2', '3', '4', '5', '6');
		closeSecond();
		await settle();
		expect(device.clock.pending()).toBe(0);
		expect(tab.page.listeners()).toBe(0);
		expect(tab.client.feed('mine').listeners()).toBe(0);
		expect(tab.client.link.listeners() + tab.client.viewer.listeners()).toBe(0);
		expect(device.storage.listeners()).toBe(0);
		tab.attention.open();
		endNow(device, [tab], '7');
		await settle();
		expect(say(tab.notices)).toEqual(['1', '7']);
	});

	test('[AT15] leaves what it had not claimed when it was closed to the next visit', async () => {
		const device = await createUsedDevice();
		const tab = device.openTab();
		const job = makeEnded('Scene 3', device.clock.now());
		tab.client.feed('mine').end('snapshot', job);
		tab.close();
		await settle();
		const next = device.openTab({ jobs: [job] });
		await settle();
		expect(tab.notices).toEqual([]);
		expect(say(next.notices)).toEqual(['Scene 3']);
	});

	test('[AT12] tells once, and never throws, where nothing can be kept', async () => {
		vi.stubGlobal('indexedDB', undefined);
		const { client } = createFakeDevice().openTab({ jobs: [] });
		const notices: Notice[] = [];
		const attention = createAttention({ client, title: null, notify: (notice) => void notices.push(notice) });
		attention.open();
		client.feed('mine').end('live', makeEnded('1', client.now()));
		await settle();
		client.feed('mine').end('snapshot', makeEnded('1', client.now()));
		attention.markSeen();
		await settle();
		expect(say(notices)).toEqual(['1']);
	});
});
