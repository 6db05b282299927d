// @vitest-environment jsdom
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cleanup, now, renderTray, stubLayout } from '../../tests/render-tray.tsx';
import { makeJob } from '../testing/index.ts';
import { panelPart } from './panel-part.ts';

// The parts are loaded as they are on a page, which takes its time on a busy machine.
beforeAll(stubLayout);
beforeEach(async () => {
	localStorage.clear();
	await panelPart.load();
});
afterEach(cleanup);

async function openPanel(jobs = [makeJob({ key: 'a', name: 'Scene 3' })]) {
	const tray = renderTray();
	act(() => tray.mine.put(...jobs));
	await tray.user.click(screen.getByRole('button', { name: /^Jobs/ }));
	await screen.findByText('Scene 3');
	return tray;
}

describe('the bell of a row', () => {
	it('[SE8] says what a press does and how it is, and goes through its three states', async () => {
		const tray = await openPanel();
		const bell = screen.getByRole('button', { name: 'Tell me about this one: Scene 3' });
		expect([bell.dataset.bell, bell.title]).toEqual(['default', 'Told as the settings say · Tell me about this one']);
		await tray.user.click(bell);
		expect(tray.attention.bell('a').get()).toBe('on');
		expect(bell.getAttribute('aria-label')).toBe('Do not tell me: Scene 3');
		await tray.user.click(bell);
		expect([tray.attention.bell('a').get(), bell.dataset.bell]).toEqual(['off', 'off']);
		await tray.user.click(bell);
		expect(tray.attention.bell('a').get()).toBe('default');
	});

	it('[SE8] is not there once the job has ended', async () => {
		await openPanel([makeJob({ key: 'a', name: 'Scene 3', status: 'completed', finishedAt: now })]);
		expect(document.querySelector('[data-bell]')).toBeNull();
	});
});

describe('the offer of desktop notifications', () => {
	async function openOffer() {
		const tray = await openPanel();
		act(() => tray.attention.offersDesktop.set(true));
		expect(screen.getByText('Tell you on the desktop when it is done?')).toBeTruthy();
		return tray;
	}

	it('[SE9] is made above the list, asks from a press on "Yes", and keeps the focus in the panel', async () => {
		const tray = await openOffer();
		await tray.user.click(screen.getByRole('button', { name: 'Yes' }));
		expect(tray.attention.preferences.get().desktop).toBe(true);
		await waitFor(() => expect(screen.queryByText(/Tell you on the desktop/)).toBeNull());
		expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true);
	});

	it('[SE9] goes where nothing is left to wait for, and keeps the focus in the panel', async () => {
		const tray = await openOffer();
		act(() => screen.getByRole('button', { name: 'Yes' }).focus());
		act(() => tray.attention.offersDesktop.set(false));
		expect(screen.queryByText(/Tell you on the desktop/)).toBeNull();
		expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true);
	});

	it('[SE9] goes with "Not now"', async () => {
		const tray = await openOffer();
		await tray.user.click(screen.getByRole('button', { name: 'Not now' }));
		expect([tray.attention.offersDesktop.get(), tray.attention.preferences.get().desktop]).toEqual([false, false]);
		expect(screen.queryByText(/Tell you on the desktop/)).toBeNull();
	});

	it('[SE9] says so where the browser refuses', async () => {
		const tray = await openOffer();
		tray.attention.answer({ desktop: 'denied' });
		await tray.user.click(screen.getByRole('button', { name: 'Yes' }));
		expect(await screen.findByText(/The browser did not allow it/)).toBeTruthy();
	});
});
