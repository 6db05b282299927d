// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { cleanup, now, renderTray, stubLayout } from '../../../tests/render-tray.tsx';
import { makeJob } from '../../testing/index.ts';

const minute = 60_000;
const running = makeJob({
	key: 'a',
	name: 'Scene 3',
	step: 'Encoding frame 12 of 1,440',
	startedAt: now - (14 * minute + 20_000),
	progress: 0.73,
	etaAt: now + 5 * minute,
});
const queued = makeJob({ key: 'b', name: 'Scene 5', status: 'queued', startedAt: undefined, progress: null });

type Tray = ReturnType<typeof renderTray>;

beforeAll(stubLayout);
beforeEach(() => localStorage.clear());
afterEach(cleanup);

function button() {
	return screen.getByRole('button', { name: /^Jobs/ });
}

async function openPanel({ user }: Tray) {
	await user.click(button());
	return within(await screen.findByRole('dialog', { name: 'Jobs' }));
}

/** The row of a job, with what has come in meanwhile. */
async function findRow(name: string) {
	const link = await screen.findByText(name);
	const row = link.closest('.jobtray-row');
	if (!(row instanceof HTMLElement)) throw new Error(`No row of ${name}`);
	return row;
}

describe('the panel', () => {
	it('[PN1] opens and closes by the button, by Escape and by a press outside, and gives the focus back', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running));
		await openPanel(tray);
		expect(button().getAttribute('aria-expanded')).toBe('true');
		await waitFor(() => expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true));
		await tray.user.keyboard('{Escape}');
		await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
		expect(document.activeElement).toBe(button());

		await openPanel(tray);
		await tray.user.click(button());
		await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

		await openPanel(tray);
		await tray.user.click(screen.getByText('The host'));
		await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
	});

	it('[PN1] stays open when the host moves the focus elsewhere, as routers do', async () => {
		const tray = renderTray();
		await openPanel(tray);
		const main = screen.getByText('The host');
		main.tabIndex = -1;
		act(() => main.focus());
		expect(screen.getByRole('dialog')).toBeTruthy();
	});

	it('[PN1] stays open when a link of the host is followed', async () => {
		const tray = renderTray();
		await openPanel(tray);
		const link = document.body.appendChild(document.createElement('a'));
		link.href = '#library';
		link.textContent = 'Library';
		await tray.user.click(link);
		expect(screen.getByRole('dialog')).toBeTruthy();
		link.remove();
	});

	it('[PN1] closes by Escape wherever the focus is, and leaves it in a field that was pressed', async () => {
		const tray = renderTray();
		await openPanel(tray);
		act(() => button().focus());
		await tray.user.keyboard('{Escape}');
		await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

		const field = document.body.appendChild(document.createElement('input'));
		await openPanel(tray);
		await tray.user.click(field);
		await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
		expect(document.activeElement).toBe(field);
		field.remove();
	});

	it('[PN3] shows the groups in order, each row in its place', async () => {
		const tray = renderTray();
		act(() => {
			tray.mine.put(makeJob({ key: 'c', name: 'Scene 1', status: 'completed', finishedAt: now, actions: [] }));
			tray.mine.put(queued, makeJob({ key: 'p', name: 'Scene 8', status: 'paused', pausedAt: now }), running);
		});
		const panel = await openPanel(tray);
		await panel.findByText('Scene 1');
		expect(panel.getAllByRole('heading', { level: 3 }).map((each) => each.textContent)).toEqual([
			'Running',
			'Paused',
			'Queued · 1',
			'Finished',
		]);
		const places = panel.getAllByRole('listitem').map((each) => each.getAttribute('aria-posinset'));
		expect(places).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
	});

	it('[PN3] says so where there is nothing, and nothing false before it is known', async () => {
		const tray = renderTray();
		const panel = await openPanel(tray);
		expect(panel.getByText('Loading…')).toBeTruthy();
		act(() => tray.mine.put());
		expect(panel.getByText('No jobs. What you start shows up here.')).toBeTruthy();
	});

	it('[PN3] makes rows only for what is in view', async () => {
		const tray = renderTray();
		const many = Array.from({ length: 10_000 }, (_, at) => ({ ...queued, key: `q${at}`, name: `Scene ${at}` }));
		act(() => tray.mine.put(...many));
		const panel = await openPanel(tray);
		await panel.findByText('Scene 0');
		expect(panel.getAllByRole('listitem').length).toBeLessThan(40);
	});

	it('[PN2] offers "All" only to those who may see all, and remembers the choice', async () => {
		const tray = renderTray();
		act(() => {
			tray.mine.put(running);
			tray.all.put(makeJob({ key: 'j', name: 'Scene of Jon', owner: { id: 'jon', name: 'Jon' }, step: 'Encoding' }));
		});
		const panel = await openPanel(tray);
		await tray.user.click(panel.getByRole('button', { name: 'All' }));
		expect((await findRow('Scene of Jon')).textContent).toContain('Jon · Encoding');
		act(() => tray.client.viewer.set({ id: 'mira', name: 'Mira', scopes: ['mine'] }));
		expect(panel.queryByRole('button', { name: 'All' })).toBeNull();
		expect(await findRow('Scene 3')).toBeTruthy();
		act(() => tray.client.viewer.set({ id: 'mira', name: 'Mira', scopes: ['mine', 'all'] }));
		expect(panel.getByRole('button', { name: 'All' }).getAttribute('aria-pressed')).toBe('true');
	});

	it('[PN2] remembers the choice over reloads, for each person', async () => {
		const before = renderTray();
		await before.user.click((await openPanel(before)).getByRole('button', { name: 'All' }));
		before.unmount();
		const tray = renderTray();
		const panel = await openPanel(tray);
		const isAll = () => panel.getByRole('button', { name: 'All' }).getAttribute('aria-pressed');
		expect(isAll()).toBe('true');
		act(() => tray.client.viewer.set({ id: 'noor', name: 'Noor', scopes: ['mine', 'all'] }));
		expect(isAll()).toBe('false');
	});

	it('[PN13] counts what is listed as seen while it is open', async () => {
		const tray = renderTray();
		act(() => tray.attention.unseen.set({ completed: 2, failed: 1 }));
		await openPanel(tray);
		expect(tray.attention.unseen.get()).toEqual({ completed: 0, failed: 0 });
		act(() => tray.attention.unseen.set({ completed: 1, failed: 0 }));
		expect(tray.attention.unseen.get().completed).toBe(0);
	});

	it('[PN32] says at its foot how many are paused where that keeps the end unknown', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running, { ...queued, status: 'paused' }));
		act(() => tray.mine.setBatch({ since: now, jobs: 2, ended: 0, progress: 0.41 }));
		const panel = await openPanel(tray);
		expect(await panel.findByText('All: 41 % · 1 paused')).toBeTruthy();
		act(() => tray.mine.setBatch({ since: now, jobs: 2, ended: 0, progress: 0.41, endsAt: now + 5 * minute }));
		expect(panel.getByText('All: 41 % · done about 14:32')).toBeTruthy();
	});

	it('shows the batch and the dashboard at its foot, and no foot without either', async () => {
		const tray = renderTray({ tray: { dashboardHref: '/all' } });
		act(() => tray.mine.setBatch({ since: now, jobs: 2, ended: 0, progress: 0.73, endsAt: now + 24 * minute }));
		const panel = await openPanel(tray);
		expect(panel.getByText('All: 73 % · done about 14:51')).toBeTruthy();
		expect(panel.getByRole('link', { name: /All jobs/ }).getAttribute('href')).toBe('/all');
		act(() => tray.mine.setBatch({ since: now, jobs: 2, ended: 2, progress: 1 }));
		expect(panel.queryByText(/^All: /)).toBeNull();
	});

	it('[PN12] says how old it is while the link is lost, and takes no commands', async () => {
		const tray = renderTray();
		act(() => {
			tray.mine.put(running);
			tray.client.link.set({ status: 'connecting', attempt: 2, asOf: now - 12_000 });
		});
		const panel = await openPanel(tray);
		const pause = await panel.findByRole('button', { name: 'Pause: Scene 3' });
		expect(panel.getByText('Reconnecting… shown as of 12 s ago')).toBeTruthy();
		expect([pause.getAttribute('aria-disabled'), pause.title]).toEqual([
			'true',
			'Pause: Not possible while the connection is lost',
		]);
		await tray.user.click(pause);
		expect(tray.client.commands).toEqual([]);
		act(() => tray.client.clock.advance(3_000));
		expect(panel.getByText('Reconnecting… shown as of 15 s ago')).toBeTruthy();
		expect((await findRow('Scene 3')).textContent).toContain('14 min 08 s');
	});

	it('[PN12] asks to sign in where the login is over, and tries again when asked', async () => {
		const tray = renderTray();
		const reconnect = vi.spyOn(tray.client, 'reconnect');
		act(() => tray.client.link.set({ status: 'stopped', reason: 'login' }));
		const panel = await openPanel(tray);
		expect(panel.getByText(/signed out/)).toBeTruthy();
		await tray.user.click(panel.getByRole('button', { name: 'Try again' }));
		expect(reconnect).toHaveBeenCalledOnce();
	});

	it('[PN4] leaves no timer and no listener when it closes', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running));
		await openPanel(tray);
		await findRow('Scene 3');
		expect(tray.client.clock.pending()).toBe(1);
		await tray.user.keyboard('{Escape}');
		await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
		await waitFor(() => expect(tray.client.clock.pending()).toBe(0));
	});
});

describe('a row', () => {
	it('[PN5] shows name, step, progress, elapsed and remaining, and counts on', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running));
		await openPanel(tray);
		const row = await findRow('Scene 3');
		expect(row.textContent).toContain('Encoding frame 12 of 1,440');
		expect(row.textContent).toContain('73 % · 14 min 20 s');
		expect(row.textContent).toContain('about 5 min left · 14:32');
		expect(within(row).getByRole('progressbar', { name: 'Progress of Scene 3' }).getAttribute('value')).toBe('0.73');
		act(() => tray.client.clock.advance(2_000));
		expect(row.textContent).toContain('14 min 22 s');
	});

	it('[PN31] says the same remaining time while the estimate moves a little', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running));
		await openPanel(tray);
		const row = await findRow('Scene 3');
		act(() => tray.mine.put({ ...running, progress: 0.74, etaAt: now + 5 * minute + 40_000 }));
		await waitFor(() => expect(row.textContent).toContain('74 %'));
		expect(row.textContent).toContain('about 5 min left · 14:32');
		act(() => tray.mine.put({ ...running, etaAt: now + 6 * minute }));
		await waitFor(() => expect(row.textContent).toContain('about 6 min left · 14:33'));
	});

	it('[PN5] has a bar without a value where nobody knows how far it is', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(makeJob({ ...running, progress: null })));
		await openPanel(tray);
		const row = await findRow('Scene 3');
		expect(within(row).getByRole('progressbar').hasAttribute('value')).toBe(false);
		expect(row.textContent).not.toContain('%');
	});

	it('[PN8] of a queued job says how many are before it and when it starts', async () => {
		const tray = renderTray();
		act(() => {
			tray.mine.put({ ...queued, place: { lane: 0, at: 1 } });
			tray.mine.setQueue({
				queue: 'scenes',
				lanes: [{ lane: 0, waiting: [[0, 2]] }],
				running: 2,
				parallel: 2,
				freeAt: [now + 5 * minute, now + 6 * minute],
				meanMs: minute,
			});
		});
		await openPanel(tray);
		expect((await findRow('Scene 5')).textContent).toContain('1 job before it · starts about 14:33');
	});

	it('[PN37] that goes on once a place is free says so, and how far it is', async () => {
		const tray = renderTray();
		const resumed = { ...running, status: 'queued' as const, progress: 0.41, etaAt: undefined };
		act(() => tray.mine.put(resumed, { ...queued, progress: 0.2 }));
		await openPanel(tray);
		const row = await findRow('Scene 3');
		expect(row.textContent).toContain('waiting for a free place');
		expect(row.textContent).toContain('41 %');
		expect(within(row).getByRole('progressbar').getAttribute('value')).toBe('0.41');
		expect((await findRow('Scene 5')).textContent).toContain('20 % done · Waiting');
	});

	it('[PN37] whose row was kept without a bar says how far it is in words', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(queued));
		await openPanel(tray);
		await tray.user.hover(await findRow('Scene 5'));
		act(() => tray.mine.put({ ...queued, startedAt: now, progress: 0.41 }));
		expect((await findRow('Scene 5')).textContent).toContain('41 % done · waiting for a free place');
	});

	it('[PN9] says what was asked for and is not yet done, and who does not answer', async () => {
		const tray = renderTray();
		act(() => tray.mine.put({ ...running, wanted: 'paused', wantedAt: now, actions: [] }));
		await openPanel(tray);
		const row = await findRow('Scene 3');
		expect(row.dataset.wanted).toBe('paused');
		expect(row.textContent).toContain('Pausing…');
		act(() => tray.client.clock.advance(30_000));
		expect(row.textContent).toContain('Pausing… · The worker does not answer');
		act(() => tray.mine.put({ ...running, wanted: 'cancelled', wantedAt: tray.client.now(), actions: [] }));
		expect(row.textContent).toContain('Cancelling…');
	});

	it('[PN9] says that nothing moves, and that it was begun again', async () => {
		const tray = renderTray();
		act(() => tray.mine.put({ ...running, stalledSince: now - 4 * minute, restarts: 1 }));
		await openPanel(tray);
		const row = await findRow('Scene 3');
		expect(row.textContent).toContain('no progress for 4 min · restarted');
		expect(row.dataset.stalled).toBe('');
	});

	it('[PN10] offers what the server offers, and nothing else', async () => {
		const tray = renderTray();
		act(() => tray.mine.put({ ...running, actions: ['cancel'] }, { ...queued, actions: ['pause'] }));
		await openPanel(tray);
		await findRow('Scene 3');
		const names = screen.getAllByRole('button', { name: /: Scene/ }).map((each) => each.getAttribute('aria-label'));
		expect(names.filter((name) => !name?.startsWith('Tell'))).toEqual(['Cancel: Scene 3', 'Hold: Scene 5']);
	});

	it('[PN11] asks in place before a running job is cancelled; Escape keeps the job and the panel', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running));
		const panel = await openPanel(tray);
		await tray.user.click(await panel.findByRole('button', { name: 'Cancel: Scene 3' }));
		expect(panel.getByText('Cancel it? Lost: 14 min of work.')).toBeTruthy();
		expect(document.activeElement?.textContent).toBe('Keep');
		await tray.user.keyboard('{Escape}');
		expect(panel.queryByText(/^Cancel it/)).toBeNull();
		expect(screen.getByRole('dialog')).toBeTruthy();
		expect(tray.client.commands).toEqual([]);
		expect(document.activeElement?.getAttribute('aria-label')).toBe('Cancel: Scene 3');

		await tray.user.click(panel.getByRole('button', { name: 'Cancel: Scene 3' }));
		await tray.user.click(panel.getByRole('button', { name: 'Cancel job' }));
		expect(tray.client.commands).toEqual([{ key: 'a', action: 'cancel' }]);
	});

	it('[PN11] takes the question back when the job ends meanwhile', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running));
		const panel = await openPanel(tray);
		await tray.user.click(await panel.findByRole('button', { name: 'Cancel: Scene 3' }));
		act(() => tray.mine.put({ ...running, status: 'completed', finishedAt: now, actions: [] }));
		await waitFor(() => expect(panel.queryByText(/^Cancel it/)).toBeNull());
	});

	it('[PN11] cancels a queued job at once', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(queued));
		const panel = await openPanel(tray);
		await tray.user.click(await panel.findByRole('button', { name: 'Cancel: Scene 5' }));
		expect(tray.client.commands).toEqual([{ key: 'b', action: 'cancel' }]);
	});

	it('[PN16] takes no second press for a row that slid under the pointer, unless it comes from the keyboard', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(queued, { ...queued, key: 'c', name: 'Scene 6' }));
		const panel = await openPanel(tray);
		fireEvent.click(await panel.findByRole('button', { name: 'Cancel: Scene 5' }), { detail: 1 });
		const next = panel.getByRole('button', { name: 'Cancel: Scene 6' });
		fireEvent.click(next, { detail: 2 });
		expect(tray.client.commands).toEqual([{ key: 'b', action: 'cancel' }]);
		fireEvent.click(next, { detail: 0 });
		expect(tray.client.commands).toHaveLength(2);
	});

	it('[PN17] gives the focus back to "Cancel" from the question once it can be seen again', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running));
		const panel = await openPanel(tray);
		const cancel = await panel.findByRole('button', { name: 'Cancel: Scene 3' });
		const focus = vi.spyOn(cancel, 'focus').mockImplementation(() => expect(cancel.closest('[hidden]')).toBeNull());
		await tray.user.click(cancel);
		await tray.user.click(panel.getByRole('button', { name: 'Keep' }));
		expect(focus).toHaveBeenCalled();
	});

	it('[PN17] keeps the focus on the same button of a job whose row moves', async () => {
		const tray = renderTray();
		const held = { ...queued, status: 'paused' as const, actions: ['resume' as const] };
		act(() => tray.mine.put(running, held));
		const panel = await openPanel(tray);
		const resume = await panel.findByRole('button', { name: 'Resume: Scene 5' });
		act(() => resume.focus());
		await tray.user.keyboard('{Enter}');
		act(() => tray.mine.put({ ...held, actions: [] }));
		act(() => tray.mine.put({ ...queued, actions: ['pause', 'cancel'] }));
		expect(document.activeElement?.getAttribute('aria-label')).toBe('Hold: Scene 5');
		act(() => tray.mine.put({ ...queued, status: 'running', startedAt: now, actions: ['pause', 'cancel'] }));
		expect(document.activeElement?.getAttribute('aria-label')).toBe('Pause: Scene 5');

		act(() => panel.getByRole('button', { name: 'All' }).focus());
		act(() => tray.mine.put({ ...queued, actions: ['pause', 'cancel'] }));
		expect(document.activeElement?.textContent).toBe('All');
	});

	it('[PN10] shows why a command failed, and forgets it when the next one works', async () => {
		const tray = renderTray();
		tray.client.answer({ ok: false, code: 'not-possible', message: 'Too late.' });
		act(() => tray.mine.put(running));
		const panel = await openPanel(tray);
		await tray.user.click(await panel.findByRole('button', { name: 'Pause: Scene 3' }));
		expect((await panel.findByRole('alert')).textContent).toBe('Not paused. That is no longer possible.');
		tray.client.answer({ ok: true });
		await tray.user.click(panel.getByRole('button', { name: 'Pause: Scene 3' }));
		expect(panel.queryByRole('alert')).toBeNull();
	});

	it('[PN14] of a completed job leads to the work through the host, and elsewhere in a tab of its own', async () => {
		const navigate = vi.fn();
		const tray = renderTray({ shell: { navigate } });
		const done = makeJob({ key: 'c', name: 'Scene 2', status: 'completed', startedAt: now - 22 * minute, actions: [] });
		act(() => {
			tray.mine.put({ ...done, finishedAt: now - 4 * minute, result: { href: '/segments/2' } });
			tray.mine.put({ ...done, key: 'd', name: 'Far', finishedAt: now, result: { href: 'https://cdn.example/2' } });
		});
		const panel = await openPanel(tray);
		const row = await findRow('Scene 2');
		expect(row.textContent).toContain('Done 4 min ago · took 18 min');
		await tray.user.click(panel.getByRole('link', { name: 'Scene 2' }));
		expect(navigate).toHaveBeenCalledWith('/segments/2');
		expect(screen.getByRole('dialog')).toBeTruthy();
		const far = panel.getByRole('link', { name: 'Far' });
		expect([far.getAttribute('target'), far.getAttribute('rel')]).toEqual(['_blank', 'noopener noreferrer']);
	});

	it('[PN34] leads within the host from a sheet that closes, so that the work is seen, and elsewhere from one that stays', async () => {
		vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === '(max-width: 480px)' }));
		const navigate = vi.fn();
		const tray = renderTray({ shell: { navigate } });
		const done = makeJob({ key: 'c', name: 'Scene 2', status: 'completed', finishedAt: now, actions: [] });
		act(() => {
			tray.mine.put({ ...done, result: { href: '/segments/2' } });
			tray.mine.put({ ...done, key: 'd', name: 'Far', result: { href: 'https://cdn.example/2' } });
		});
		const panel = await openPanel(tray);
		await tray.user.click(await panel.findByRole('link', { name: 'Far' }));
		expect(screen.getByRole('dialog')).toBeTruthy();
		await tray.user.click(panel.getByRole('link', { name: 'Scene 2' }));
		expect(navigate).toHaveBeenCalledWith('/segments/2');
		await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
		vi.unstubAllGlobals();
	});

	it('[PN14] [PN33] of a failed job says when and why, copies it, and tries again', async () => {
		const tray = renderTray({ shell: { jobHref: (job) => `/jobs/${job.key}` } });
		const failed = makeJob({ key: 'f', name: 'Export', status: 'failed', finishedAt: now, actions: ['retry'] });
		act(() => tray.mine.put({ ...failed, error: { message: 'Disk full on render-02' } }));
		const panel = await openPanel(tray);
		expect((await findRow('Export')).textContent).toContain('Failed just now · Disk full on render-02');
		expect(panel.getByRole('link', { name: 'Export' }).getAttribute('href')).toBe('/jobs/f');
		await tray.user.click(panel.getByRole('button', { name: 'Copy error: Export' }));
		expect(await panel.findByRole('button', { name: 'Copied: Export' })).toBeTruthy();
		expect(await navigator.clipboard.readText()).toBe('Disk full on render-02');
		await tray.user.click(panel.getByRole('button', { name: 'Try again: Export' }));
		expect(tray.client.commands).toEqual([{ key: 'f', action: 'retry' }]);
	});

	it('[PN15] renders again alone when its job moves', async () => {
		const tray = renderTray();
		act(() => tray.mine.put(running, makeJob({ ...running, key: 'z', name: 'Scene 9' })));
		await openPanel(tray);
		const [row, other] = [await findRow('Scene 3'), await findRow('Scene 9')];
		const changes: Node[] = [];
		const watcher = new MutationObserver((records) => changes.push(...records.map(({ target }) => target)));
		watcher.observe(screen.getByRole('dialog'), {
			subtree: true,
			childList: true,
			attributes: true,
			characterData: true,
		});
		act(() => tray.mine.put({ ...running, progress: 0.8 }));
		changes.push(...watcher.takeRecords().map(({ target }) => target));
		watcher.disconnect();
		expect(changes.length).toBeGreaterThan(0);
		expect(changes.every((node) => row.contains(node))).toBe(true);
		expect(other.isConnected).toBe(true);
	});
});
