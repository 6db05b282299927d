// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { cleanup, now, renderTray, stubLayout } from '../../../tests/render-tray.tsx';
import { makeJob } from '../../testing/index.ts';

const minute = 60_000;
const running = makeJob({ key: 'a', name: 'Scene 3', startedAt: now - 14 * minute, progress: 0.73 });
const queued = makeJob({ key: 'b', name: 'Scene 5', status: 'queued', startedAt: undefined, progress: null });
const undoable = { ...queued, wanted: 'cancelled' as const, undoUntil: now + 5_000, actions: ['undo' as const] };
const done = makeJob({
	key: 'd',
	name: 'Scene 2',
	status: 'completed',
	startedAt: now - 22 * minute,
	finishedAt: now - 4 * minute,
	actions: [],
});
const failed = { ...done, key: 'f', name: 'Export', status: 'failed' as const, actions: ['retry' as const] };
const group = { id: 'g', name: 'Seven tiles', size: 7 };
const tiles = [1, 2].map((at) => makeJob({ key: `t:${at}`, name: `Tile ${at}`, startedAt: now, progress: 0.5, group }));

type Tray = ReturnType<typeof renderTray>;

beforeAll(stubLayout);
beforeEach(() => localStorage.clear());
afterEach(cleanup);

async function openPanel({ user }: Tray) {
	await user.click(screen.getByRole('button', { name: /^Jobs:/ }));
	return within(await screen.findByRole('dialog', { name: 'Jobs' }));
}

async function findRow(name: string) {
	const row = (await screen.findByText(name)).closest('.jobtray-row');
	if (!(row instanceof HTMLElement)) throw new Error(`No row of ${name}`);
	return row;
}

describe('rows', () => {
	it('[PN18] stay where they are under the pointer, shown as done, until it leaves', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running, queued));
		await openPanel(tray);
		await tray.user.hover(await findRow('Scene 3'));
		act(() => tray.mine.put({ ...running, status: 'completed', finishedAt: now, actions: [] }));
		const row = await findRow('Scene 3');
		expect(row.textContent).toContain('Done just now · took 14 min');
		expect([row.dataset.status, row.dataset.form]).toEqual(['completed', 'working']);
		expect(within(row).getByRole('progressbar').getAttribute('value')).toBe('1');
		expect(screen.queryByRole('heading', { name: 'Finished' })).toBeNull();
		await tray.user.hover(screen.getByRole('heading', { name: 'Jobs' }));
		expect((await findRow('Scene 3')).dataset.form).toBe('ended');
		expect(screen.getByRole('heading', { name: 'Finished' })).toBeTruthy();
	});

	it('[PN18] stay where they are while the keyboard is on them, also when they have left the list', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running, queued));
		const panel = await openPanel(tray);
		const cancel = await panel.findByRole('button', { name: 'Cancel: Scene 5' });
		while (document.activeElement !== cancel) await tray.user.tab();
		act(() => tray.mine.remove('a'));
		act(() => tray.mine.put({ ...queued, status: 'running', startedAt: now, progress: 0.03, step: 'Encoding' }));
		const gone = await findRow('Scene 3');
		expect([gone.dataset.gone, within(gone).queryAllByRole('button', { name: /^Cancel/ }).length]).toEqual(['', 0]);
		expect((await findRow('Scene 5')).textContent).toContain('3 % · Encoding');
		act(() => screen.getByRole('button', { name: 'All' }).focus());
		await waitFor(() => expect(screen.queryByText('Scene 3')).toBeNull());
	});

	it('[PN25] show at once what was asked for, and ask once while the answer is on its way', async () => {
		const tray = renderTray();
		const command = vi.spyOn(tray.client, 'command').mockImplementation(() => new Promise(() => {}));
		act(() => tray.mine.put(failed));
		const panel = await openPanel(tray);
		const retry = await panel.findByRole('button', { name: 'Try again: Export' });
		await tray.user.click(retry);
		await tray.user.click(retry);
		expect((await findRow('Export')).textContent).toContain('Starting again…');
		expect(command).toHaveBeenCalledOnce();
	});

	it('[PN24] say why an action is missing that one would expect, without a button', async () => {
		const tray = renderTray();
		act(() => tray.mine.put({ ...running, actions: ['cancel'], cannot: { pause: 'not-supported' } }));
		await openPanel(tray);
		const row = await findRow('Scene 3');
		expect(within(row).getByText('This job cannot be paused.')).toBeTruthy();
		expect(within(row).getByTitle('This job cannot be paused.')).toBeTruthy();
		expect(within(row).queryByRole('button', { name: /^Pause/ })).toBeNull();
	});

	it('[PN22] can be taken out of the list one at a time, and come back when they run again', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(done, failed));
		const panel = await openPanel(tray);
		await tray.user.click(await panel.findByRole('button', { name: 'Remove from the list: Export' }));
		await waitFor(() => expect(screen.queryByText('Export')).toBeNull());
		expect(screen.getByText('Scene 2')).toBeTruthy();
		act(() => tray.mine.put({ ...failed, run: 2, status: 'queued', startedAt: undefined, finishedAt: undefined }));
		await tray.user.hover(screen.getByText('Scene 2'));
		await tray.user.hover(screen.getByRole('heading', { name: 'Jobs' }));
		expect(await findRow('Export')).toBeTruthy();
	});
});

describe('the focus of the keyboard', () => {
	const focused = () => document.activeElement?.getAttribute('aria-label');

	it('[PN38] goes to the next row that can be dismissed, so that five go by five presses, and last to the list', async () => {
		const tray = renderTray();
		const five = [1, 2, 3, 4, 5].map((at) => ({ ...done, key: `d${at}`, name: `Scene ${at}` }));
		act(() => tray.mine.put(...five));
		const panel = await openPanel(tray);
		const second = await panel.findByRole('button', { name: 'Remove from the list: Scene 2' });
		act(() => second.focus());
		for (const next of ['3', '4', '5', '1']) {
			await tray.user.keyboard('{Enter}');
			await waitFor(() => expect(focused()).toBe(`Remove from the list: Scene ${next}`));
		}
		await tray.user.keyboard('{Enter}');
		const empty = await panel.findByText(/^No jobs/);
		await waitFor(() => expect(document.activeElement).toBe(empty));
	});

	it('[PN38] goes on to the next "Cancel" once a job is being cancelled, or is past undoing', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running, queued, { ...queued, key: 'c', name: 'Scene 6' }));
		const panel = await openPanel(tray);
		const cancel = await panel.findByRole('button', { name: 'Cancel: Scene 3' });
		act(() => cancel.focus());
		await tray.user.keyboard('{Enter}');
		await tray.user.keyboard('{Shift>}{Tab}{/Shift}{Enter}');
		expect(tray.client.commands).toEqual([{ key: 'a', action: 'cancel' }]);
		act(() => tray.mine.put({ ...running, wanted: 'cancelled', wantedAt: now, actions: [] }));
		await waitFor(() => expect(focused()).toBe('Cancel: Scene 5'));
		await tray.user.keyboard('{Enter}');
		act(() => tray.mine.put(undoable));
		await waitFor(() => expect(focused()).toBe('Undo: Scene 5'));
		act(() => tray.mine.put({ ...queued, status: 'cancelled', finishedAt: now, actions: [] }));
		await waitFor(() => expect(focused()).toBe('Cancel: Scene 6'));
	});

	it('[PN38] goes to the list where no row has such a button', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(undoable, done));
		const panel = await openPanel(tray);
		const undo = await panel.findByRole('button', { name: 'Undo: Scene 5' });
		// jsdom forgets that the focus came by key.
		vi.spyOn(undo, 'matches').mockReturnValue(true);
		while (document.activeElement !== undo) await tray.user.tab();
		act(() => tray.mine.put({ ...queued, status: 'cancelled', finishedAt: now, actions: [] }));
		await waitFor(() => expect(focused()).toBe('Job list'));
	});
});

describe('undo', () => {
	it('[PN20] is offered in the row, and has the focus that "Cancel" had', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running, queued));
		const panel = await openPanel(tray);
		const cancel = await panel.findByRole('button', { name: 'Cancel: Scene 5' });
		act(() => cancel.focus());
		await tray.user.keyboard('{Enter}');
		act(() => tray.mine.put(undoable));
		const row = await findRow('Scene 5');
		expect(row.textContent).toContain('CancelledUndo');
		expect(row.dataset.undo).toBe('');
		const undo = within(row).getByRole('button', { name: 'Undo: Scene 5' });
		expect(document.activeElement).toBe(undo);
		await tray.user.keyboard('{Enter}');
		act(() => tray.mine.put(queued));
		expect(document.activeElement?.getAttribute('aria-label')).toBe('Cancel: Scene 5');
		expect(tray.client.commands.map(({ action }) => action)).toEqual(['cancel', 'undo']);
	});

	it('[PN20] is offered for several at once', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running, undoable, { ...undoable, key: 'c', name: 'Scene 6' }));
		const panel = await openPanel(tray);
		expect(await panel.findByText('2 cancelled')).toBeTruthy();
		await tray.user.click(panel.getByRole('button', { name: 'Undo' }));
		expect(tray.client.bulkCommands).toEqual(['undo']);
		act(() => tray.mine.put(queued));
		await waitFor(() => expect(panel.queryByText(/cancelled$/)).toBeNull());
	});
});

describe('many jobs at once', () => {
	const open = async (tray: Tray) => {
		const panel = await openPanel(tray);
		await tray.user.click(await panel.findByRole('button', { name: 'Several jobs at once' }));
		return panel;
	};

	it('[PN21] are cancelled by a choice that says how many, and the focus comes back', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running, queued, { ...queued, key: 'c', name: 'Scene 6' }, done));
		const panel = await open(tray);
		const choices = () => panel.getAllByRole('button', { name: /(queued|finished) ·/ });
		expect(choices().map((each) => each.textContent)).toEqual(['Cancel all queued · 2', 'Clear finished · 1']);
		expect(document.activeElement).toBe(choices()[0]);
		await tray.user.keyboard('{ArrowDown}');
		expect(document.activeElement).toBe(choices()[1]);
		await tray.user.keyboard('{ArrowDown}{Enter}');
		expect(tray.client.bulkCommands).toEqual(['cancel-queued']);
		expect(document.activeElement?.getAttribute('aria-label')).toBe('Several jobs at once');
	});

	it('[PN21] are asked about once where work is lost; Escape closes only the question', async () => {
		const tray = renderTray();
		const paused = { ...running, key: 'p', name: 'Scene 8', status: 'paused' as const, pausedAt: now - 3 * minute };
		act(() => tray.mine.put(running, queued, paused));
		const panel = await open(tray);
		await tray.user.click(panel.getByRole('button', { name: 'Cancel all but the running one · 2' }));
		expect(panel.getByText('Cancel 2 jobs? Lost: 11 min of work.')).toBeTruthy();
		expect(document.activeElement?.textContent).toBe('Keep');
		await tray.user.keyboard('{Escape}');
		expect(tray.client.bulkCommands).toEqual([]);
		expect(screen.getByRole('dialog')).toBeTruthy();
		await tray.user.click(panel.getByRole('button', { name: 'Several jobs at once' }));
		await tray.user.click(panel.getByRole('button', { name: /^Cancel all but/ }));
		await tray.user.click(panel.getByRole('button', { name: 'Cancel 2 jobs' }));
		expect(tray.client.bulkCommands).toEqual(['cancel-others']);
	});

	it('[PN21] are offered again once they have been taken back', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(undoable));
		const panel = await openPanel(tray);
		await findRow('Scene 5');
		expect(panel.queryByRole('button', { name: 'Several jobs at once' })).toBeNull();
		act(() => tray.mine.put(queued));
		expect(panel.getByRole('button', { name: 'Several jobs at once' })).toBeTruthy();
	});

	it('[PN21] say how many it did not work for', async () => {
		const tray = renderTray();
		tray.client.answerAll({ ok: true, accepted: 1, refused: 1 });
		act(() => tray.mine.put(queued));
		const panel = await open(tray);
		await tray.user.click(panel.getByRole('button', { name: /^Cancel all queued/ }));
		expect(await panel.findByText('1 job could not be cancelled any more.')).toBeTruthy();
	});

	it('[PN22] are cleared where they have ended; the button goes with the last of them', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running, done, failed));
		const panel = await open(tray);
		await tray.user.click(panel.getByRole('button', { name: 'Clear finished · 2' }));
		await waitFor(() => expect(screen.queryByText('Scene 2')).toBeNull());
		expect(screen.queryByText('Export')).toBeNull();
		expect(panel.queryByRole('button', { name: 'Several jobs at once' })).toBeNull();
	});

	it('[PN21] are left alone by a press outside and by going on', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running, queued));
		const panel = await open(tray);
		fireEvent.pointerDown(panel.getByText('Scene 3'));
		expect(panel.queryByRole('button', { name: /^Cancel all queued/ })).toBeNull();
	});
});

describe('jobs that belong together', () => {
	it('[PN23] are one row that unfolds', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running, ...tiles));
		const panel = await openPanel(tray);
		const row = await findRow('Seven tiles');
		expect(row.textContent).toContain('85 % · 5 of 7');
		expect(screen.queryByText('Tile 1')).toBeNull();
		const fold = panel.getByRole('button', { name: 'Jobs of Seven tiles' });
		expect(fold.getAttribute('aria-expanded')).toBe('false');
		await tray.user.click(fold);
		expect(fold.getAttribute('aria-expanded')).toBe('true');
		expect((await findRow('Tile 1')).dataset.member).toBe('');
		await tray.user.click(fold);
		expect(screen.queryByText('Tile 1')).toBeNull();
	});

	it('[PN36] show under their row only what differs in their names, and are read out whole', async () => {
		const tray = renderTray();
		const [first, ...others] = tiles;
		const done = { ...first, name: 'Seven tiles · upper left', status: 'completed' as const, finishedAt: now };
		act(() => tray.mine.put(makeJob({ ...done, result: { href: '/tiles/1' }, actions: [] }), ...others));
		const panel = await openPanel(tray);
		await tray.user.click(await panel.findByRole('button', { name: 'Jobs of Seven tiles' }));
		const link = await panel.findByRole('link', { name: 'Seven tiles · upper left' });
		expect(link.title).toBe('Seven tiles · upper left');
		link.querySelector('.jobtray-said')?.remove();
		expect(link.textContent).toBe('upper left');
	});

	it('[PN35] say in their row how they stand, not what one of them does', async () => {
		const tray = renderTray();
		const [first, ...others] = [1, 2, 3].map((at) => ({ ...queued, key: `t:${at}`, name: `Tile ${at}`, group }));
		const busy = makeJob({ ...first, status: 'running', startedAt: now, step: 'Sharpening', actions: [] });
		act(() => tray.mine.put(busy, ...others));
		await openPanel(tray);
		const row = await findRow('Seven tiles');
		expect(row.textContent).toContain('1 running, 2 queued');
		expect(row.textContent).not.toContain('Sharpening');
		act(() => tray.mine.put({ ...busy, status: 'paused', pausedAt: now }));
		expect(row.textContent).toContain('1 paused, 2 queued');
	});

	it('[PN23] render no other row when one of them moves', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running, ...tiles));
		await openPanel(tray);
		const row = await findRow('Seven tiles');
		const changes: Node[] = [];
		const watcher = new MutationObserver((records) => changes.push(...records.map(({ target }) => target)));
		watcher.observe(screen.getByRole('dialog'), { subtree: true, childList: true, attributes: true });
		act(() => tray.mine.put(...tiles.slice(0, 1).map((tile) => ({ ...tile, progress: 0.9 }))));
		changes.push(...watcher.takeRecords().map(({ target }) => target));
		watcher.disconnect();
		expect(row.textContent).toContain('91 %');
		expect(changes.length).toBeGreaterThan(0);
		expect(changes.every((node) => row.contains(node))).toBe(true);
	});

	it('[PN23] are cancelled by their parent, which asks where work is lost, and dismissed with it', async () => {
		const tray = renderTray();
		const parent = { ...queued, key: 'g', name: 'Upscale', group, actions: ['cancel' as const] };
		act(() => tray.mine.put(...tiles.map((tile) => ({ ...tile, startedAt: now - 4 * minute })), parent));
		const panel = await openPanel(tray);
		await tray.user.click(await panel.findByRole('button', { name: 'Cancel: Upscale' }));
		expect(panel.getByText('Cancel it? Lost: 8 min of work.')).toBeTruthy();
		await tray.user.click(panel.getByRole('button', { name: 'Cancel job' }));
		expect(tray.client.commands).toEqual([{ key: 'g', action: 'cancel' }]);

		const ended = { status: 'completed' as const, finishedAt: now, actions: [] };
		act(() => tray.mine.put(...tiles.map((tile) => ({ ...tile, ...ended })), { ...parent, ...ended }));
		await tray.user.hover(screen.getByRole('heading', { name: 'Jobs' }));
		await waitFor(async () => expect((await findRow('Seven tiles')).textContent).toContain('Done just now · 7 of 7'));
		await tray.user.click(panel.getByRole('button', { name: 'Remove from the list: Upscale' }));
		await waitFor(() => expect(screen.queryByText('Seven tiles')).toBeNull());
	});
});

describe('the panel', () => {
	it('[PN26] as a sheet closes when its handle is drawn down, and stays after less', async () => {
		const tray = renderTray();
		await openPanel(tray);
		const sheet = screen.getByRole('dialog');
		const handle = sheet.querySelector('.jobtray-handle');
		if (handle === null) throw new Error('No handle');
		handle.setPointerCapture = () => {};
		Object.defineProperty(sheet, 'offsetHeight', { value: 600 });
		const draw = (to: number) => {
			fireEvent.pointerDown(handle, { clientY: 100, pointerId: 1 });
			fireEvent.pointerMove(handle, { clientY: to, pointerId: 1 });
			expect(sheet.hasAttribute('data-dragging')).toBe(true);
			expect(sheet.style.getPropertyValue('--_drag')).toBe(`${to - 100}px`);
			fireEvent.pointerUp(handle, { clientY: to, pointerId: 1 });
		};
		draw(110);
		expect([sheet.hasAttribute('data-dragging'), sheet.style.getPropertyValue('--_drag')]).toEqual([false, '']);
		draw(400);
		await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
	});

	it('[PN27] leads to the settings, and gives the focus back to what led there', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running));
		const panel = await openPanel(tray);
		await tray.user.click(panel.getByRole('button', { name: 'Notifications' }));
		expect(screen.getByRole('dialog').dataset.view).toBe('settings');
		await tray.user.click(screen.getByRole('button', { name: 'Back to the jobs' }));
		expect(document.activeElement?.getAttribute('aria-label')).toBe('Notifications');
		expect(screen.getByRole('dialog').dataset.view).toBe('jobs');
	});

	it('[PN27] says whether it shows the own jobs, so that they need not be told', async () => {
		const tray = renderTray();
		const panel = await openPanel(tray);
		expect(tray.attention.isPanelOpen()).toBe(true);
		await tray.user.click(panel.getByRole('button', { name: 'All' }));
		expect(tray.attention.isPanelOpen()).toBe(false);
	});

	it('[PN28] and its parts carry their states as data attributes', async () => {
		const tray = renderTray();
		act(() => tray.mine.put({ ...running, wanted: 'paused', stalledSince: now }, ...tiles));
		act(() => tray.client.link.set({ status: 'connecting', attempt: 2, asOf: now }));
		await openPanel(tray);
		const row = await findRow('Scene 3');
		expect({ ...row.dataset }).toEqual({ status: 'running', form: 'working', wanted: 'paused', stalled: '' });
		const list = screen.getByRole('group', { name: 'Job list' });
		expect({ ...list.dataset }).toEqual({ stale: '' });
		await tray.user.hover(row);
		expect({ ...list.dataset }).toEqual({ stale: '', held: '' });
		expect({ ...(await findRow('Seven tiles')).dataset }).toEqual({ bundle: '', form: 'working' });
		expect(screen.getByRole('dialog').dataset.view).toBe('jobs');
	});
});
