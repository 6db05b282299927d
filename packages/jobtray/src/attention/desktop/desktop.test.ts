import { describe, expect, test, vi } from 'vitest';
import { createFakeDesktopBrowser, type FakeDesktopOptions } from '../../testing/fake-desktop-browser.ts';
import { createDesktop, type DesktopOptions } from './create-desktop.ts';

const note = { tag: 'scenes:7#1@1000', title: 'Scene 7 is done', body: 'Mira', href: '/segments/7' };

function setUp(browserOptions: FakeDesktopOptions = {}, serviceWorker?: DesktopOptions['serviceWorker']) {
	const browser = createFakeDesktopBrowser(browserOptions);
	const clicks: (string | null)[] = [];
	const keys: (string | undefined)[] = [];
	const onClick: DesktopOptions['onClick'] = (href, key) => {
		clicks.push(href);
		keys.push(key);
	};
	const desktop = createDesktop({ browser, serviceWorker, onClick });
	return { browser, desktop, clicks, keys };
}

describe('the permission', () => {
	test('[DN1] is asked for once, by ask alone', async () => {
		const { browser, desktop } = setUp();
		expect([desktop.state.get(), browser.asked()]).toEqual(['default', 0]);
		expect(await desktop.show(note)).toBe(false);
		expect(await desktop.ask()).toBe('granted');
		expect(await desktop.ask()).toBe('granted');
		expect([desktop.state.get(), browser.asked()]).toEqual(['granted', 1]);
	});

	test('[DN1] is asked for at once in the click, before anything is awaited', () => {
		const { browser, desktop } = setUp();
		void desktop.ask();
		expect(browser.asked()).toBe(1);
	});

	test.each<[state: string, options: FakeDesktopOptions]>([
		['denied', { permission: 'denied' }],
		['insecure', { secure: false }],
		['missing', { permission: null }],
	])('[DN1] %s: nobody is asked, nothing is shown', async (state, options) => {
		const { browser, desktop } = setUp(options);
		expect(desktop.state.get()).toBe(state);
		expect(await desktop.ask()).toBe(state);
		expect(await desktop.show(note)).toBe(false);
		expect([browser.asked(), browser.shown()]).toEqual([0, []]);
	});

	test('[DN1] is the person’s answer, a dismissal included', async () => {
		for (const answer of ['denied', 'default'] as const) expect(await setUp({ answer }).desktop.ask()).toBe(answer);
	});

	test('[DN1] follows what is changed in the browser’s settings', () => {
		const { browser, desktop } = setUp();
		const states: string[] = [];
		desktop.state.subscribe(() => states.push(desktop.state.get()));
		browser.set('granted');
		browser.set('denied');
		expect(states).toEqual(['granted', 'denied']);
	});

	test('[DN1] is missing where there is no page', async () => {
		const desktop = createDesktop({ onClick: () => {} });
		expect([desktop.state.get(), await desktop.ask(), await desktop.show(note)]).toEqual(['missing', 'missing', false]);
		desktop.close();
	});
});

describe('showing', () => {
	const granted = { permission: 'granted' } as const;

	test('[DN2] goes by the page, where the host names no service worker', async () => {
		const { browser, desktop } = setUp({ ...granted, hasWorker: true });
		expect(await desktop.show({ ...note, icon: '/icon.png', silent: true })).toBe(true);
		const { href: _href, ...words } = note;
		expect(browser.shown()).toMatchObject([{ ...words, by: 'page', icon: '/icon.png', silent: true }]);
	});

	test('[DN2] goes by the service worker that the host names, registered once and not before it is allowed', async () => {
		const { browser, desktop } = setUp({}, '/worker.js');
		await desktop.show(note);
		expect(browser.registered).toEqual([]);
		await desktop.ask();
		expect(browser.registered).toEqual(['/worker.js']);
		expect(await desktop.show(note)).toBe(true);
		expect(await desktop.show({ ...note, tag: 'scenes:8#1@1000' })).toBe(true);
		expect(browser.registered).toEqual(['/worker.js']);
		expect(browser.shown().map(({ by }) => by)).toEqual(['worker', 'worker']);
	});

	test('[DN2] goes by whatever service worker there is, where pages may not', async () => {
		const { browser, desktop } = setUp({ ...granted, opens: false, hasWorker: true });
		expect(await desktop.show(note)).toBe(true);
		expect(browser.shown()).toMatchObject([{ by: 'worker' }]);
	});

	test('[DN3] goes by the page where the service worker fails, with a warning that says what to do', async () => {
		const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
		const { browser, desktop } = setUp({ ...granted, registers: false }, '/worker.js');
		expect(await desktop.show(note)).toBe(true);
		await desktop.show({ ...note, tag: 'scenes:8#1@1000' });
		expect(browser.shown().map(({ by }) => by)).toEqual(['page', 'page']);
		expect(warn.mock.calls).toEqual([
			[
				'jobtray: the service worker at /worker.js cannot be registered (TypeError: Failed to register.), so notifications ' +
					'are shown without it where the browser lets pages do so. Serve jobtray/notification-worker there, as JavaScript.',
			],
		]);
	});

	test('[DN3] fails where there is no way, and says from then on that there is none', async () => {
		const { desktop } = setUp({ ...granted, opens: false });
		expect(await desktop.show(note)).toBe(false);
		expect(desktop.state.get()).toBe('missing');
	});

	test('[DN4] of two with one tag only the second is on the screen', async () => {
		const { browser, desktop } = setUp(granted);
		await desktop.show(note);
		await desktop.show({ ...note, title: 'Scene 7 failed' });
		expect(browser.shown().map(({ title }) => title)).toEqual(['Scene 7 failed']);
	});
});

describe('a click', () => {
	const granted = { permission: 'granted' } as const;

	test('[DN5] on what the page shows brings it to the front and leads there', async () => {
		const { browser, desktop, clicks, keys } = setUp(granted);
		await desktop.show({ ...note, key: 'scenes:7' });
		await desktop.show({ ...note, tag: 'summary', href: null });
		browser.click('scenes:7#1@1000');
		browser.click('summary');
		expect([clicks, browser.focused()]).toEqual([['/segments/7', null], 2]);
		expect(keys).toEqual(['scenes:7', undefined]);
	});

	test('[DN6] that the service worker heard leads there, and what others say is let be', () => {
		const { browser, clicks, keys } = setUp(granted);
		expect(browser.say({ jobtray: 'ask' })).toBe(true);
		expect(browser.say({ jobtray: 'click', href: '/segments/7', key: 'scenes:7' })).toBe(false);
		expect(browser.say({ jobtray: 'click', href: null })).toBe(false);
		for (const other of [null, 'ask', 7, [], {}, { jobtray: 'else' }, { type: 'click', href: '/' }]) {
			expect(browser.say(other)).toBe(false);
		}
		expect(clicks).toEqual(['/segments/7', null]);
		expect(keys).toEqual(['scenes:7', undefined]);
	});
});

describe('closing', () => {
	const settled = () => new Promise((resolve) => setImmediate(resolve));

	test.each<[string, DesktopOptions['serviceWorker']]>([
		['the page', undefined],
		['the service worker', '/worker.js'],
	])('[DN8] takes away what %s shows, and listens no more', async (_, serviceWorker) => {
		const { browser, desktop, clicks } = setUp({ permission: 'granted' }, serviceWorker);
		await desktop.show(note);
		await desktop.show({ ...note, tag: 'scenes:8#1@1000' });
		await browser.worker.showNotification('The host’s own', { tag: note.tag.slice(1), body: '', data: null });
		desktop.close();
		desktop.close();
		await settled();
		expect(browser.shown().map(({ title }) => title)).toEqual(['The host’s own']);
		browser.say({ jobtray: 'click', href: '/' });
		expect(await desktop.show(note)).toBe(false);
		expect([clicks, browser.listeners()]).toEqual([[], 0]);
	});

	test('[DN8] takes away what was about to be shown', async () => {
		const { browser, desktop } = setUp({ permission: 'granted' }, '/worker.js');
		const shown = desktop.show(note);
		desktop.close();
		await shown;
		await settled();
		expect(browser.shown()).toEqual([]);
	});

	test('[DN8] takes away what a service worker was just showing', async () => {
		const { browser, desktop } = setUp({ permission: 'granted' }, '/worker.js');
		const { showNotification } = browser.worker;
		browser.worker.showNotification = async (title, options) => {
			await showNotification(title, options);
			desktop.close();
		};
		await desktop.show(note);
		await settled();
		expect(browser.shown()).toEqual([]);
	});

	test('[DN8] leaves what the host has put in the place of ours', async () => {
		const { browser, desktop } = setUp({ permission: 'granted' }, '/worker.js');
		await desktop.show(note);
		await browser.worker.showNotification('The host’s own', { tag: note.tag, body: '', data: null });
		desktop.close();
		await settled();
		expect(browser.shown().map(({ title }) => title)).toEqual(['The host’s own']);
	});
});
