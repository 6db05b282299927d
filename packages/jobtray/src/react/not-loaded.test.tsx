// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { cleanup, renderTray, stubLayout } from '../../tests/render-tray.tsx';
import type { LazyPart } from '../client/lazy-part.ts';
import { panelPart } from './panel-part.ts';
import { settingsPart } from './settings-part.ts';

beforeAll(stubLayout);
afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
});

/** Lets a part be one that could not be loaded. Returns what it is asked for by. */
function lose(part: LazyPart<unknown>) {
	const failed = { status: 'failed' } as const;
	vi.spyOn(part, 'get').mockReturnValue(failed);
	return vi.spyOn(part, 'load').mockResolvedValue();
}

async function openTray() {
	const tray = renderTray();
	act(() => tray.mine.put());
	await tray.user.click(screen.getByRole('button', { name: /^Jobs/ }));
	return tray;
}

describe('what could not be loaded', () => {
	it('[PN1] the panel: it is said, and tried again when asked', async () => {
		const load = lose(panelPart);
		const tray = await openTray();
		expect(screen.getByRole('alert').textContent).toBe('The job list could not be loaded. Try again');
		load.mockClear();
		await tray.user.click(screen.getByRole('button', { name: 'Try again' }));
		expect(load).toHaveBeenCalledOnce();
	});

	it('[SE1] the settings: it is said in their place, and tried again when asked', async () => {
		await panelPart.load();
		const load = lose(settingsPart);
		const tray = await openTray();
		await tray.user.click(screen.getByRole('button', { name: 'Notifications' }));
		expect(screen.getByRole('alert').textContent).toBe('The settings could not be loaded. Try again');
		load.mockClear();
		await tray.user.click(screen.getByRole('button', { name: 'Try again' }));
		expect(load).toHaveBeenCalledOnce();
	});
});
