// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { cleanup, now, renderTray, stubLayout } from '../../../tests/render-tray.tsx';
import { makeJob } from '../../testing/index.ts';

const minute = 60_000;

beforeAll(stubLayout);
afterEach(cleanup);

async function openPanel(tray: ReturnType<typeof renderTray>) {
	await tray.user.click(screen.getByRole('button', { name: /^Jobs/ }));
	return await screen.findByRole('dialog');
}

describe('the panel', () => {
	it('opens', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(makeJob({ startedAt: now - 8 * minute, progress: 0.73 })));
		const panel = await openPanel(tray);
		expect(within(panel).getAllByRole('listitem').length).toBeGreaterThan(0);
	});
});
