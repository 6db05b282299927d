import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EndStatus, Job } from '../protocol/index.ts';
import { createFakeDevice, type FakeDevice, type FakeTab } from '../testing/fake-device.ts';
import { makeJob } from '../testing/make-job.ts';
import { settle } from '../testing/settle.ts';
import { defaultPreferences, type Preferences } from './preferences/preferences.ts';
import { tellingPart } from './telling-part.ts';

const tabsOf = new WeakMap<FakeDevice, FakeTab[]>();
const background = { hidden: true };
const beside = { focused: false };
const loud = { ...defaultPreferences.sound, on: true, when: 'always' as const };

beforeAll(tellingPart.load);

beforeEach(() => {
	vi.stubGlobal('indexedDB', new IDBFactory());
});

function makeEnded(name: string, finishedAt: number, status: EndStatus = 'completed'): Job {
	return makeJob({ key: `scenes:${name}`, name, status, finishedAt, startedAt: finishedAt - 60_000 });
}

async function endNow(device: FakeDevice, names: string[], status: EndStatus = 'completed'): Promise<void> {
	for (const tab of tabsOf.get(device) ?? []) {
		tab.client.feed('mine').end('live', ...names.map((name) => makeEnded(name, device.clock.now(), status)));
	}
	await settle();
}

/** Opens a tab for each page, on a device where the person has been before and has chosen `preferences`. */
async function openTabs(pages: { hidden?: boolean; focused?: boolean }[], preferences: Partial<Preferences> = {}) {
	const device = createFakeDevice();
	const tabs = pages.map((page) => device.openTab({ page, jobs: [] }));
	tabsOf.set(device, tabs);
	await settle();
	for (const tab of tabs) tab.channels.desktop.state.set('granted');
	tabs[0]?.attention.setPreferences({ desktop: true, ...preferences });
	await settle();
	device.clock.advance(60_000);
	return {
		device,
		tabs,
		first: tabs[0] as FakeTab,
		toasts: () => device.notices().length,
		notes: () => tabs.flatMap((tab) => tab.channels.desktop.shown.map(({ title }) => title)),
		sounds: () => tabs.flatMap((tab) => tab.channels.sounds.played),
	};
}

describe('the desktop', () => {
	test('[AT29] is told once, by one of five hidden tabs, where no page is seen', async () => {
		const { device, notes, toasts, tabs } = await openTabs(Array.from({ length: 5 }, () => background));
		await endNow(device, ['Scene 3']);
		expect(notes()).toEqual(['Scene 3 is done']);
		for (const tab of tabs) tab.page.set({ hidden: false });
		await settle();
		expect([notes().length, toasts()]).toEqual([1, 0]);
	});

	test('[AT29] is not told where the person has not turned it on or the browser refuses', async () => {
		const off = await openTabs([background], { desktop: false });
		await endNow(off.device, ['Scene 3']);
		expect([off.notes(), off.toasts()]).toEqual([[], 0]);
		off.first.page.set({ hidden: false });
		await settle();
		expect(off.toasts()).toBe(1);
		const denied = await openTabs([background]);
		denied.first.channels.desktop.state.set('denied');
		await endNow(denied.device, ['Scene 3']);
		expect(denied.notes()).toEqual([]);
	});

	test('[AT29] leaves it to a page that is seen', async () => {
		const { device, notes, first, tabs } = await openTabs([background, {}]);
		await endNow(device, ['Scene 3']);
		device.clock.advance(10_000);
		await settle();
		expect(notes()).toEqual([]);
		expect([first.notices.length, tabs[1]?.notices.length]).toEqual([0, 1]);
	});

	test('[AT29] gathers a burst into one notification', async () => {
		const { device, notes } = await openTabs([background]);
		await endNow(device, ['1', '2', '3', '4', '5']);
		device.clock.advance(1_000);
		await settle();
		expect(notes()).toEqual(['Jobs: 5 done']);
	});

	test('[AT29] is not told of what was missed, which waits for the person', async () => {
		const { device, notes, toasts } = await openTabs([background]);
		device.clock.advance(3_600_000);
		const late = makeEnded('Scene 3', device.clock.now() - 600_000);
		const tab = device.openTab({ page: background, jobs: [late] });
		tab.channels.desktop.state.set('granted');
		await settle();
		device.clock.advance(2_000);
		await settle();
		expect([notes(), toasts()]).toEqual([[], 0]);
		tab.page.set({ hidden: false });
		await settle();
		expect(tab.notices).toEqual([{ type: 'summary', completed: 1, failed: 0 }]);
	});

	test('[AT30] is told in place of a toast by a page that is seen while no page has the focus', async () => {
		const { device, notes, toasts } = await openTabs([beside, background]);
		await endNow(device, ['Scene 3']);
		device.clock.advance(250);
		await settle();
		expect([notes(), toasts()]).toEqual([['Scene 3 is done'], 0]);
	});

	test('[AT31] is told by a hidden tab where the page that was to tell it is gone after 3 s', async () => {
		const { device, tabs, notes, toasts } = await openTabs([background, background, beside]);
		const seen = tabs[2] as FakeTab;
		for (const tab of tabs.slice(0, 2)) tab.client.feed('mine').end('live', makeEnded('Scene 3', device.clock.now()));
		await settle();
		expect(notes()).toEqual([]);
		seen.close();
		device.clock.advance(2_999);
		await settle();
		expect(notes()).toEqual([]);
		device.clock.advance(1);
		await settle();
		expect([notes(), toasts()]).toEqual([['Scene 3 is done'], 0]);
	});

	test('[AT32] that cannot show it leaves it to a toast, once the page is seen', async () => {
		const { device, first, toasts } = await openTabs([background]);
		first.channels.desktop.works(false);
		await endNow(device, ['Scene 3']);
		expect(toasts()).toBe(0);
		first.page.set({ hidden: false });
		await settle();
		expect(toasts()).toBe(1);
		first.page.set({ focused: false });
		await endNow(device, ['Scene 4']);
		device.clock.advance(250);
		await settle();
		expect(toasts()).toBe(2);
	});

	test('[AT32][AT42] that cannot show it leaves it to no toast where those are turned off meanwhile', async () => {
		const { device, first, toasts } = await openTabs([background]);
		first.channels.desktop.works(false);
		await endNow(device, ['Scene 3']);
		first.attention.setPreferences({ toasts: false });
		first.page.set({ hidden: false });
		await settle();
		expect(toasts()).toBe(0);
	});

	test('[AT42] is told by a hidden page without a word to screen readers', async () => {
		const { device, notes, first } = await openTabs([background]);
		await endNow(device, ['Scene 3']);
		expect([notes(), first.said]).toEqual([['Scene 3 is done'], []]);
	});

	test('[AT33] names nothing on shared screens, while the toast does', async () => {
		const { device, first, notes, toasts } = await openTabs([background], { privacy: true });
		await endNow(device, ['Scene 3']);
		await endNow(device, ['Scene 4'], 'failed');
		expect(notes()).toEqual(['A job is done', 'A job has failed']);
		expect(first.channels.desktop.shown.map(({ body }) => body)).toEqual(['', '']);
		first.page.set({ hidden: false });
		await endNow(device, ['Scene 5']);
		expect(toasts()).toBe(1);
		expect(first.notices).toMatchObject([{ end: { job: { name: 'Scene 5' } } }]);
	});

	test('[AT34] leads where the toast leads, or to the tray, and is tagged by the end', async () => {
		const { device, first } = await openTabs([background]);
		const job = { ...makeEnded('Scene 3', device.clock.now()), result: { href: '/segments/3' } };
		first.client.feed('mine').end('live', job);
		await settle();
		expect(first.channels.desktop.shown).toMatchObject([
			{ href: '/segments/3', tag: `scenes:Scene 3#1@${device.clock.now()}` },
		]);
		first.channels.click('/segments/3');
		first.channels.click(null);
		expect(first.visits).toEqual(['/segments/3', null]);
	});

	test('[AT18] has been seen once it is followed', async () => {
		const { device, first } = await openTabs([background]);
		await endNow(device, ['Scene 3', 'Scene 4']);
		first.channels.click('/segments/3', 'scenes:Scene 3');
		expect(first.attention.unseen.get()).toEqual({ completed: 1, failed: 0 });
	});

	test('[AT45] makes no sound of its own where ours may ring, and does where the browser blocks ours', async () => {
		const { device, first } = await openTabs([background], { sound: loud });
		await endNow(device, ['Scene 3']);
		first.channels.sounds.state.set('blocked');
		device.clock.advance(60_000);
		await endNow(device, ['Scene 4']);
		expect(first.channels.desktop.shown.map(({ silent }) => silent)).toEqual([true, false]);
		expect(first.channels.sounds.played).toHaveLength(1);
		const quiet = await openTabs([background]);
		await endNow(quiet.device, ['Scene 5']);
		expect(quiet.first.channels.desktop.shown.map(({ silent }) => silent)).toEqual([false]);
	});

	test('[AT27] keeps still in quiet hours, while toasts go on', async () => {
		const quietHours = quietNow();
		const { device, first, notes, toasts } = await openTabs([background], { quietHours });
		await endNow(device, ['Scene 3']);
		expect([notes(), toasts()]).toEqual([[], 0]);
		first.page.set({ hidden: false });
		await settle();
		expect([notes(), toasts()]).toEqual([[], 1]);
	});
});

/** Quiet hours around the time at which the devices here begin. */
function quietNow() {
	const at = new Date(1_000_000_000);
	const minute = at.getHours() * 60 + at.getMinutes();
	return { fromMin: (minute + 1_440 - 60) % 1_440, toMin: (minute + 60) % 1_440 };
}

describe('toasts and what is said', () => {
	test('[AT26] leave out what the person does not want, which counts as told', async () => {
		const { device, first, toasts } = await openTabs([{}], { longerThanMs: 120_000 });
		first.attention.setBell('scenes:2', 'on');
		await endNow(device, ['1', '2']);
		await endNow(device, ['3'], 'failed');
		expect(toasts()).toBe(2);
		first.attention.setPreferences({ longerThanMs: 0 });
		first.client.feed('mine').end('snapshot', makeEnded('1', device.clock.now()));
		await settle();
		expect(toasts()).toBe(2);
	});

	test('[AT28][AT42] keep still while the panel is open, but are said', async () => {
		const { device, first, toasts } = await openTabs([{}]);
		first.attention.panelOpen(true);
		await endNow(device, ['1']);
		expect([toasts(), first.said.length]).toEqual([0, 1]);
		first.attention.panelOpen(false);
		await endNow(device, ['2']);
		expect([toasts(), first.said.length]).toEqual([1, 2]);
		first.attention.setPreferences({ toasts: false });
		await endNow(device, ['3']);
		expect([toasts(), first.said.length]).toEqual([1, 3]);
		first.attention.setPreferences({ spoken: 'off', toasts: true });
		await endNow(device, ['4']);
		expect([toasts(), first.said.length]).toEqual([2, 3]);
	});
});

describe('sounds', () => {
	test('[AT35] ring once over all tabs, also where the toast waits for a page to be seen', async () => {
		const { device, sounds, toasts, first } = await openTabs([background, background, background], {
			sound: loud,
			desktop: false,
		});
		await endNow(device, ['Scene 3']);
		expect([sounds(), toasts()]).toEqual([['chime at 0.5'], 0]);
		first.page.set({ hidden: false });
		await settle();
		expect([sounds().length, toasts()]).toEqual([1, 1]);
	});

	test('[AT35] are left to a tab that the browser lets sound', async () => {
		const { device, sounds, tabs } = await openTabs([{}, background], { sound: loud });
		tabs[0]?.channels.sounds.state.set('blocked');
		await endNow(device, ['Scene 3']);
		expect(tabs[1]?.channels.sounds.played).toEqual(['chime at 0.5']);
		expect(sounds()).toHaveLength(1);
	});

	test('[AT35] ring once in a second, and again for a failure', async () => {
		const { device, sounds } = await openTabs([{}, background], { sound: loud });
		await endNow(device, ['1', '2']);
		device.clock.advance(500);
		await endNow(device, ['3']);
		expect(sounds()).toEqual(['chime at 0.5']);
		await endNow(device, ['4'], 'failed');
		await endNow(device, ['5'], 'failed');
		expect(sounds()).toHaveLength(2);
		expect(sounds()).toContain('low at 0.5');
		device.clock.advance(1_000);
		await endNow(device, ['6']);
		expect(sounds()).toHaveLength(3);
	});

	test('[AT35] ring though the device’s clock was set back since they last did', async () => {
		const { device, sounds } = await openTabs([{}], { sound: loud });
		device.storage.texts.set('jobtray:/jobtray:mira:rang', `${device.clock.now() + 3_600_000} success`);
		await endNow(device, ['1']);
		expect(sounds()).toEqual(['chime at 0.5']);
	});

	test('[AT37] do not ring for what is found at a load, comes after an absence, was cancelled, or is not wanted', async () => {
		const { device, sounds, first } = await openTabs([{}], { sound: loud });
		const feed = first.client.feed('mine');
		feed.end('snapshot', makeEnded('1', device.clock.now()));
		feed.end('live', makeEnded('2', device.clock.now(), 'cancelled'));
		first.attention.setBell('scenes:3', 'off');
		feed.end('live', makeEnded('3', device.clock.now()));
		const lostAt = device.clock.now();
		first.client.link.set({ status: 'waiting', attempt: 1, retryAt: lostAt });
		device.clock.advance(60_000);
		first.client.link.set({ status: 'live' });
		feed.end('live', makeEnded('4', lostAt + 1));
		device.clock.advance(1_000);
		await settle();
		expect(sounds()).toEqual([]);
	});

	test('[AT36] ring only without focus, or only once nothing is left to do', async () => {
		const { device, sounds, first } = await openTabs([{}, background], { sound: { ...loud, when: 'unfocused' } });
		await endNow(device, ['1']);
		expect(sounds()).toEqual([]);
		first.page.set({ focused: false });
		await endNow(device, ['2']);
		expect(sounds()).toHaveLength(1);
		first.attention.setPreferences({ sound: { ...loud, when: 'all-done' } });
		device.clock.advance(2_000);
		const tabs = tabsOf.get(device) ?? [];
		for (const tab of tabs) tab.client.feed('mine').put(makeJob({ key: 'scenes:9', status: 'queued' }));
		await endNow(device, ['3']);
		expect(sounds()).toHaveLength(1);
		await endNow(device, ['9']);
		expect(sounds()).toHaveLength(2);
	});

	test('[AT28] keep still in every tab while the panel is read in one', async () => {
		const { device, sounds, first } = await openTabs([{}, background], { sound: loud });
		first.attention.panelOpen(true);
		await endNow(device, ['1']);
		expect(sounds()).toEqual([]);
		first.page.set({ focused: false });
		await endNow(device, ['2']);
		expect(sounds()).toHaveLength(1);
	});
});

describe('the tab and the app', () => {
	test('[TT11][TT12] the title names nothing on shared screens, and is the host’s where it is not wanted', async () => {
		const { first } = await openTabs([beside]);
		first.client.feed('mine').put(makeJob({ name: 'Scene 3', progress: 0.5 }));
		expect(first.title.shown()).toBe('[…] X121 — Scene 3');
		first.attention.setPreferences({ privacy: true });
		expect(first.title.shown()).toBe('[…] X121');
		first.attention.setPreferences({ title: false });
		expect(first.title.shown()).toBeNull();
	});

	test('[AT43] the icon shows how it stands while the person looks elsewhere', async () => {
		const { device, first } = await openTabs([beside]);
		const { favicon } = first.channels;
		const feed = first.client.feed('mine');
		feed.put(makeJob({ key: 'scenes:1' }), makeJob({ key: 'scenes:2' }));
		expect(favicon.shown()).toEqual({ progress: null, mark: null });
		feed.setBatch({ since: 0, jobs: 2, ended: 0, progress: 0.739 });
		expect(favicon.shown()).toEqual({ progress: 0.739, mark: null });
		await endNow(device, ['1'], 'failed');
		expect(favicon.shown()).toEqual({ progress: 0.739, mark: 'failed' });
		first.page.set({ focused: true });
		expect(favicon.shown()).toBeNull();
		first.page.set({ focused: false });
		await endNow(device, ['2']);
		expect(favicon.shown()).toEqual({ progress: null, mark: 'done' });
		first.attention.setPreferences({ favicon: false });
		expect(favicon.shown()).toBeNull();
	});

	test('[AT44] the badge counts what is unseen', async () => {
		const { device, first } = await openTabs([{}]);
		await endNow(device, ['1']);
		await endNow(device, ['2'], 'failed');
		expect(first.channels.badge.count()).toBe(2);
		first.attention.setPreferences({ badge: false });
		expect(first.channels.badge.count()).toBe(0);
		first.attention.setPreferences({ badge: true });
		first.attention.markSeen();
		expect(first.channels.badge.count()).toBe(0);
	});
});

describe('the offer of desktop notifications', () => {
	const running = (given: Partial<Job>) => makeJob({ startedAt: 1_000_000_000, ...given });

	async function openOne(page = {}) {
		const device = createFakeDevice();
		const tab = device.openTab({ page, jobs: [] });
		await settle();
		return { device, tab, offers: () => tab.attention.offersDesktop.get() };
	}

	test('[AT38] is made once a job takes, or should take, longer than a minute, and stays', async () => {
		const { device, tab, offers } = await openOne();
		const feed = tab.client.feed('mine');
		feed.put(running({ key: 'scenes:1' }));
		device.clock.advance(60_000);
		expect(offers()).toBe(false);
		device.clock.advance(1);
		feed.setBatch({ since: 0, jobs: 1, ended: 0, progress: 0.1 });
		expect(offers()).toBe(true);
		feed.put(makeJob({ key: 'scenes:2', status: 'queued' }));
		feed.remove('scenes:1');
		expect(offers()).toBe(true);
		for (const given of [{ etaAt: 1_000_090_000 }, { status: 'queued' as const, expectedMs: 90_000 }]) {
			const other = await openOne();
			other.tab.client.feed('mine').put(running(given));
			expect(other.offers()).toBe(true);
		}
	});

	test('[AT38] goes while nothing is left to do, and comes back with the next long job', async () => {
		const { tab, offers } = await openOne();
		const feed = tab.client.feed('mine');
		feed.put(running({ key: 'scenes:1', expectedMs: 90_000 }));
		feed.put(running({ key: 'scenes:1', status: 'paused', expectedMs: 90_000 }));
		expect(offers()).toBe(true);
		feed.end('live', makeEnded('1', 1_000_000_000));
		feed.remove('scenes:1');
		expect(offers()).toBe(false);
		feed.put(running({ key: 'scenes:2' }));
		expect(offers()).toBe(false);
		feed.put(running({ key: 'scenes:3', expectedMs: 90_000 }));
		feed.setBatch({ since: 0, jobs: 1, ended: 0, progress: 0.1 });
		expect(offers()).toBe(true);
	});

	test('[AT38] is not made again to whoever has answered it in any tab, nor where there is nothing to ask', async () => {
		const { device, tab, offers } = await openOne();
		const other = device.openTab({ jobs: [] });
		await settle();
		for (const each of [tab, other]) each.client.feed('mine').put(running({ expectedMs: 90_000 }));
		expect([offers(), other.attention.offersDesktop.get()]).toEqual([true, true]);
		tab.attention.dismissDesktopOffer();
		expect([offers(), other.attention.offersDesktop.get()]).toEqual([false, false]);
		const later = device.openTab({ jobs: [running({ expectedMs: 90_000 })] });
		await settle();
		expect(later.attention.offersDesktop.get()).toBe(false);
		const denied = await openOne();
		denied.tab.channels.desktop.state.set('denied');
		denied.tab.client.feed('mine').put(running({ expectedMs: 90_000 }));
		expect(denied.offers()).toBe(false);
	});

	test('[AT38] is made where the person wants them from another device, and nobody has asked this browser', async () => {
		const { tab, offers } = await openOne();
		tab.attention.setPreferences({ desktop: true });
		tab.client.feed('mine').put(running({ expectedMs: 90_000 }));
		expect(offers()).toBe(true);
	});

	test('[AT39] turns them on with a yes, and remembers a no', async () => {
		const yes = await openOne();
		expect(await yes.tab.attention.askDesktop()).toBe('granted');
		expect(yes.tab.attention.preferences.get().desktop).toBe(true);
		expect(yes.tab.attention.channels.get().desktop).toBe('granted');
		const no = await openOne();
		no.tab.channels.desktop.answer('default');
		no.tab.client.feed('mine').put(running({ expectedMs: 90_000 }));
		expect(no.offers()).toBe(true);
		expect(await no.tab.attention.askDesktop()).toBe('default');
		expect([no.tab.attention.preferences.get().desktop, no.offers()]).toEqual([false, false]);
	});
});

describe('a trial', () => {
	test('[AT40] uses each channel as an end would, whatever the rules', async () => {
		const { device, first } = await openTabs([{}], { quietHours: quietNow() });
		const { sounds, desktop, favicon, badge } = first.channels;
		const channels = ['toast', 'sound-success', 'sound-failure', 'desktop', 'favicon', 'badge'] as const;
		for (const channel of channels) expect(await first.attention.test(channel)).toBe('done');
		expect(first.notices).toMatchObject([{ type: 'test' }]);
		expect(sounds.played).toEqual(['chime at 0.5', 'low at 0.5']);
		expect(desktop.shown).toMatchObject([{ title: 'This is a test', href: null }]);
		expect([favicon.shown(), badge.count()]).toEqual([{ progress: 0.7, mark: null }, 1]);
		device.clock.advance(2_000);
		expect([favicon.shown(), badge.count()]).toEqual([{ progress: null, mark: 'done' }, 0]);
		device.clock.advance(2_000);
		expect(favicon.shown()).toBeNull();
		expect(device.clock.pending()).toBe(0);
	});

	test('[AT40] says what is blocked and what is missing', async () => {
		const { first } = await openTabs([{}]);
		const { sounds, desktop } = first.channels;
		sounds.state.set('blocked');
		desktop.state.set('denied');
		expect(await first.attention.test('sound-success')).toBe('blocked');
		expect(await first.attention.test('desktop')).toBe('blocked');
		sounds.state.set('missing');
		desktop.state.set('missing');
		expect(await first.attention.test('sound-failure')).toBe('missing');
		expect(await first.attention.test('desktop')).toBe('missing');
		expect(first.attention.channels.get()).toEqual({ sound: 'missing', desktop: 'missing', badge: 'ready' });
	});

	test('[AT40] asks for the desktop where nobody has', async () => {
		const { first } = await openTabs([{}], { desktop: false });
		first.channels.desktop.state.set('default');
		expect(await first.attention.test('desktop')).toBe('done');
		expect(first.attention.preferences.get().desktop).toBe(true);
	});

	test('[AT40] ends with the tray that it was asked in', async () => {
		const { device, first } = await openTabs([{}]);
		for (const channel of ['favicon', 'badge'] as const) await first.attention.test(channel);
		expect(device.clock.pending()).toBeGreaterThan(0);
		first.close();
		expect(device.clock.pending()).toBe(0);
		expect(first.channels.favicon.shown()).toBeNull();
	});

	test('[AT40] comes to nothing while nobody is known', async () => {
		const { attention } = createFakeDevice().openTab({ viewer: null });
		expect(await attention.test('toast')).toBe('missing');
		expect(await attention.askDesktop()).toBe('missing');
	});
});
