// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { cleanup, renderTray, stubLayout } from '../../../tests/render-tray.tsx';
import { defaultPreferences } from '../../attention/index.ts';
import { panelPart } from '../panel-part.ts';
import { settingsPart } from '../settings-part.ts';

// The parts are loaded as they are on a page, which takes its time on a busy machine.
beforeAll(stubLayout);
beforeEach(async () => {
	localStorage.clear();
	await Promise.all([panelPart.load(), settingsPart.load()]);
});
afterEach(cleanup);

type Tray = ReturnType<typeof renderTray>;

async function openSettings(tray: Tray) {
	act(() => tray.mine.put());
	await tray.user.click(screen.getByRole('button', { name: /^Jobs/ }));
	await tray.user.click(await screen.findByRole('button', { name: 'Notifications' }));
	return within(await screen.findByRole('dialog', { name: 'Notifications' }));
}

function section(name: string) {
	return within(screen.getByRole('group', { name }));
}

describe('the settings', () => {
	it('[SE1] take the place of the jobs, take the focus, and lead back', async () => {
		const tray = renderTray();
		const settings = await openSettings(tray);
		const back = settings.getByRole('button', { name: 'Back to the jobs' });
		expect(document.activeElement).toBe(back);
		await tray.user.keyboard('{Enter}');
		expect(await screen.findByRole('dialog', { name: 'Jobs' })).toBeTruthy();
		expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true);
	});

	it('[SE1] are left when the panel is opened again', async () => {
		const tray = renderTray();
		await openSettings(tray);
		await tray.user.keyboard('{Escape}');
		await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
		await tray.user.click(screen.getByRole('button', { name: /^Jobs/ }));
		expect(await screen.findByRole('dialog', { name: 'Jobs' })).toBeTruthy();
	});

	it.each([
		['Show a note when a job ends', 'toasts'],
		['Open the tray when all is done', 'opensWhenDone'],
		['Progress in the title', 'title'],
		['Progress in the icon', 'favicon'],
		['Count on the app’s icon', 'badge'],
		['Failures always', 'failuresAlways'],
		['Nothing while the tray is open', 'quietWhileOpen'],
		['Hide names: in the tab’s title, on the desktop', 'privacy'],
	] as const)('[SE2] "%s" turns its preference over, by keyboard too', async (name, preference) => {
		const tray = renderTray();
		await openSettings(tray);
		const one = screen.getByRole('switch', { name });
		const before = defaultPreferences[preference];
		expect(one).toHaveProperty('checked', before);
		await tray.user.click(one);
		expect(tray.attention.preferences.get()[preference]).toBe(!before);
		act(() => one.focus());
		await tray.user.keyboard(' ');
		expect(tray.attention.preferences.get()).toEqual(defaultPreferences);
	});

	it('[SE2] show what another tab has changed', async () => {
		const tray = renderTray();
		await openSettings(tray);
		act(() => tray.attention.setPreferences({ privacy: true, spoken: 'quarters', longerThanMs: 90_000 }));
		expect(screen.getByRole('switch', { name: 'Hide names: in the tab’s title, on the desktop' })).toHaveProperty(
			'checked',
			true,
		);
		expect(screen.getByRole('combobox', { name: 'Read aloud' })).toHaveProperty('value', 'quarters');
		expect(screen.getByRole('spinbutton', { name: 'Tell me only of jobs longer than' })).toHaveProperty('value', '90');
	});

	it('[SE2] choose how much is read aloud', async () => {
		const tray = renderTray();
		await openSettings(tray);
		await tray.user.selectOptions(screen.getByRole('combobox', { name: 'Read aloud' }), 'Ends and each quarter');
		expect(tray.attention.preferences.get().spoken).toBe('quarters');
	});

	it('[SE3] play a sound when it is chosen, previewed, or its volume is set', async () => {
		const tray = renderTray();
		await openSettings(tray);
		expect(screen.queryByRole('combobox', { name: 'When done' })).toBeNull();
		await tray.user.click(screen.getByRole('switch', { name: 'Play a sound when a job ends' }));
		await tray.user.selectOptions(screen.getByRole('combobox', { name: 'When done' }), 'Low');
		await tray.user.click(screen.getAllByRole('button', { name: 'Play Low' }).at(-1) ?? document.body);
		const volume = screen.getByRole('slider', { name: 'Volume' });
		fireEvent.change(volume, { target: { value: '0.8' } });
		fireEvent.pointerUp(volume);
		expect(volume.getAttribute('aria-valuetext')).toBe('80 %');
		await tray.user.selectOptions(screen.getByRole('combobox', { name: 'Play it' }), 'When all is done');
		expect(tray.attention.preferences.get().sound).toEqual({
			on: true,
			success: 'low',
			failure: 'low',
			volume: 0.8,
			when: 'all-done',
		});
		expect(tray.attention.tests).toEqual(['sound-success', 'sound-failure', 'sound-success']);
	});

	it("[SE3] offer a host's sounds under their names, and show one that is gone", async () => {
		const tray = renderTray();
		act(() => {
			tray.attention.sounds.set([{ id: 'chime' }, { id: 'gong', label: 'Our gong' }]);
			tray.attention.setPreferences({ sound: { ...defaultPreferences.sound, on: true, failure: 'lost' } });
		});
		await openSettings(tray);
		const names = (of: string) =>
			within(screen.getByRole('combobox', { name: of }))
				.getAllByRole('option')
				.map((each) => each.textContent);
		expect([names('When done'), names('When failed')]).toEqual([
			['Chime', 'Our gong'],
			['lost', 'Chime', 'Our gong'],
		]);
	});

	it('[SE3] say when the browser blocks sounds, and only while they are on', async () => {
		const tray = renderTray();
		act(() => tray.attention.channels.set({ sound: 'blocked', desktop: 'default', badge: 'ready' }));
		await openSettings(tray);
		expect(screen.queryByText('Blocked by the browser until you click.')).toBeNull();
		await tray.user.click(screen.getByRole('switch', { name: 'Play a sound when a job ends' }));
		expect(screen.getByText('Blocked by the browser until you click.')).toBeTruthy();
	});

	it('[SE4] take seconds and times of the day, and nothing that is none', async () => {
		const tray = renderTray();
		await openSettings(tray);
		const seconds = screen.getByRole('spinbutton', { name: 'Tell me only of jobs longer than' });
		await tray.user.clear(seconds);
		expect(tray.attention.preferences.get().longerThanMs).toBe(0);
		await tray.user.type(seconds, '45');
		expect(tray.attention.preferences.get().longerThanMs).toBe(45_000);
		await tray.user.clear(seconds);
		await tray.user.tab();
		expect(seconds).toHaveProperty('value', '45');

		await tray.user.click(screen.getByRole('switch', { name: 'Quiet hours' }));
		expect(tray.attention.preferences.get().quietHours).toEqual({ fromMin: 22 * 60, toMin: 7 * 60 });
		fireEvent.change(screen.getByLabelText('From'), { target: { value: '21:30' } });
		fireEvent.change(screen.getByLabelText('To'), { target: { value: '' } });
		fireEvent.change(screen.getByLabelText('To'), { target: { value: '06:15' } });
		expect(tray.attention.preferences.get().quietHours).toEqual({ fromMin: 21 * 60 + 30, toMin: 6 * 60 + 15 });
		await tray.user.click(screen.getByRole('switch', { name: 'Quiet hours' }));
		expect(tray.attention.preferences.get().quietHours).toBeNull();
	});

	it('[SE4] keep the quiet hours while their end is typed, though it is their beginning for a moment', async () => {
		const tray = renderTray();
		await openSettings(tray);
		await tray.user.click(screen.getByRole('switch', { name: 'Quiet hours' }));
		const end = screen.getByLabelText('To');
		fireEvent.change(end, { target: { value: '22:00' } });
		expect(tray.attention.preferences.get().quietHours).toEqual({ fromMin: 22 * 60, toMin: 7 * 60 });
		expect(end).toHaveProperty('value', '22:00');
		fireEvent.blur(end);
		expect(end).toHaveProperty('value', '07:00');
		fireEvent.change(end, { target: { value: '22:30' } });
		expect(tray.attention.preferences.get().quietHours).toEqual({ fromMin: 22 * 60, toMin: 22 * 60 + 30 });
	});

	it('[SE5] ask for desktop notifications from a press, then turn them off and on', async () => {
		const tray = renderTray();
		await openSettings(tray);
		await tray.user.click(screen.getByRole('button', { name: 'Notify me on the desktop' }));
		expect(tray.attention.preferences.get().desktop).toBe(true);
		await tray.user.click(screen.getByRole('switch', { name: 'Notify me on the desktop' }));
		expect(tray.attention.preferences.get().desktop).toBe(false);
	});

	it.each([
		['denied', /Allow them in the site’s settings/],
		['insecure', /secure address/],
		['missing', /This browser has none/],
	] as const)('[SE5] say what to do where the desktop is %s', async (desktop, advice) => {
		const tray = renderTray();
		act(() => tray.attention.channels.set({ sound: 'ready', desktop, badge: 'ready' }));
		await openSettings(tray);
		expect(section('On the desktop').getByText(advice)).toBeTruthy();
		expect(screen.getByRole('switch', { name: 'Notify me on the desktop' })).toHaveProperty('disabled', true);
	});

	it('[SE2] say that a badge needs an installed app', async () => {
		const tray = renderTray();
		act(() => tray.attention.channels.set({ sound: 'ready', desktop: 'default', badge: 'missing' }));
		await openSettings(tray);
		const badge = screen.getByRole('switch', { name: 'Count on the app’s icon' });
		expect([badge.hasAttribute('disabled'), badge.getAttribute('aria-describedby')]).toEqual([
			true,
			expect.any(String),
		]);
		expect(screen.getByText('Only where the site is installed as an app.')).toBeTruthy();
	});

	it('[SE6] try every channel and say what came of each', async () => {
		const tray = renderTray();
		await openSettings(tray);
		await tray.user.click(screen.getByRole('button', { name: 'Try every channel' }));
		await waitFor(() => expect(tray.attention.tests).toEqual(['desktop', 'toast', 'sound-success']));
		act(() => tray.client.clock.advance(1_500));
		await waitFor(() => expect(tray.attention.tests.slice(3)).toEqual(['sound-failure', 'favicon', 'badge']));
		const results = section('Test').getByRole('status');
		await waitFor(() => expect(results.children.length).toBe(6));
		expect(results.textContent).toContain('Note on the pageShown.');
		expect(results.textContent).toMatch(/Sound when failedPlayed\. It is turned off above\./);
	});

	it('[SE6] bring the results into view as they come', async () => {
		const seen: string[] = [];
		const scroll = vi.fn(function (this: Element) {
			seen.push(this.lastElementChild?.textContent ?? '');
		});
		HTMLElement.prototype.scrollIntoView = scroll;
		const tray = renderTray();
		await openSettings(tray);
		await tray.user.click(screen.getByRole('button', { name: 'Try every channel' }));
		await waitFor(() => expect(tray.attention.tests).toHaveLength(3));
		act(() => tray.client.clock.advance(1_500));
		await waitFor(() =>
			expect(seen.at(-1)).toBe('Badge of the appSent. It shows where the site is installed as an app. '),
		);
		expect(scroll).toHaveBeenLastCalledWith({ block: 'nearest' });
		Reflect.deleteProperty(HTMLElement.prototype, 'scrollIntoView');
	});

	it.each([
		['X121', false, '[73%] X121 — Generating Scene 3'],
		[undefined, false, '[73%] Generating Scene 3'],
		['X121', true, '[73%] X121'],
	])('[SE10] show how the title of %s is, names hidden: %s', async (brand, privacy, example) => {
		const tray = renderTray({ shell: { brand } });
		act(() => tray.attention.setPreferences({ privacy }));
		await openSettings(tray);
		expect(section('On the tab').getByText(`While you work elsewhere: ${example}`)).toBeTruthy();
	});

	it('[SE6] say what is blocked, and how to allow it', async () => {
		const tray = renderTray();
		tray.attention.answer({ test: 'blocked', desktop: 'denied' });
		await openSettings(tray);
		await tray.user.click(screen.getByRole('button', { name: 'Try every channel' }));
		const results = section('Test').getByRole('status');
		expect(await within(results).findByText(/Allow them in the site’s settings, beside the address/)).toBeTruthy();
		expect(await within(results).findAllByText(/Click anywhere, then test again/)).toBeTruthy();
		expect(tray.attention.tests).not.toContain('desktop');
	});
});
