// @vitest-environment jsdom
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { createRef, type MouseEvent, type Ref, StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { cleanup, now, renderTray, stubLayout } from '../../tests/render-tray.tsx';
import { createFakeClient, makeJob } from '../testing/index.ts';
import { useBulkCommand, useJob, useJobCommand, useJobSummary, useJobs, useLinkState, useViewer } from './hooks.ts';
import { JobTray } from './job-tray.tsx';
import { JobTrayProvider } from './provider.tsx';

beforeAll(stubLayout);
afterEach(cleanup);

const done = makeJob({ status: 'completed', finishedAt: now, result: { href: '/segments/3', label: 'Scene 3' } });
const failed = makeJob({
	key: 'f',
	name: 'Export',
	status: 'failed',
	finishedAt: now,
	error: { message: 'Disk full' },
});

function end(job: typeof done) {
	return { type: 'ended', end: { id: job.key, job, learnt: 'live' } } as const;
}

function Many() {
	const viewer = useViewer();
	const command = useBulkCommand();
	return (
		<button type="button" onClick={() => command('cancel-queued')}>
			{viewer?.name ?? 'nobody'}
		</button>
	);
}

describe('the button', () => {
	it('[BT4] is named in full and shows its figures', () => {
		const tray = renderTray();
		act(() => {
			tray.mine.setBatch({ since: now, jobs: 5, ended: 0, progress: 0.734 });
			tray.mine.put(makeJob({ key: 'a' }), makeJob({ key: 'b' }));
			tray.mine.put(...['c', 'd', 'e'].map((key) => makeJob({ key, status: 'queued' })));
		});
		const button = screen.getByRole('button', { name: 'Jobs: 2 running, 3 queued, 73 %' });
		expect([button.dataset.state, button.textContent]).toEqual(['running', '73 %23']);
	});

	it('[BT12] calls the host’s handlers first, which may keep it from its own part, and fills in its ref', async () => {
		const told: string[] = [];
		const onClick = vi.fn((event: MouseEvent) => {
			told.push(`click, ${event.currentTarget.getAttribute('aria-expanded')}`);
			if (told.length === 1) event.preventDefault();
		});
		const objectRef = createRef<HTMLButtonElement>();
		const functionRef = vi.fn();
		const client = createFakeClient({ now });
		const make = (ref: Ref<HTMLButtonElement>) => (
			<JobTrayProvider client={client}>
				<JobTray.Root>
					<JobTray.Button
						ref={ref}
						onClick={onClick}
						onFocus={() => told.push('focus')}
						onPointerEnter={() => told.push('enter')}
					/>
					<JobTray.Panel />
				</JobTray.Root>
			</JobTrayProvider>
		);
		const view = render(make(objectRef));
		const button = screen.getByRole('button', { name: /^Jobs/ });
		expect(objectRef.current).toBe(button);
		view.rerender(make(functionRef));
		expect([objectRef.current, functionRef.mock.lastCall]).toEqual([null, [button]]);
		fireEvent.click(button);
		expect(button.getAttribute('aria-expanded')).toBe('false');
		fireEvent.pointerEnter(button);
		act(() => button.focus());
		fireEvent.click(button);
		expect(told).toEqual(['click, false', 'enter', 'focus', 'click, false']);
		expect(await screen.findByRole('dialog')).toBeTruthy();
		view.unmount();
		expect(functionRef.mock.lastCall).toEqual([null]);
	});

	it('[BT10] says that it is loading until the jobs are known, and not that there are none', () => {
		const tray = renderTray();
		const button = screen.getByRole('button', { name: 'Jobs: loading' });
		expect([button.textContent, button.getAttribute('aria-busy')]).toEqual(['Jobs', 'true']);
		act(() => tray.mine.put());
		expect([button.getAttribute('aria-label'), button.getAttribute('aria-busy')]).toEqual([
			'Jobs: none running',
			'false',
		]);
	});

	it('[BT2] shows what else goes on beside what has not been seen', () => {
		const tray = renderTray();
		act(() => {
			tray.mine.setBatch({ since: now, jobs: 2, ended: 1, progress: 0.5 });
			tray.mine.put(makeJob({ key: 'a' }));
			tray.attention.unseen.set({ completed: 2, failed: 1 });
		});
		const button = screen.getByRole('button', { name: 'Jobs: 1 failed, 2 done, 1 running, 50 %' });
		expect(button.textContent).toBe('1 failed2 done50 %1');
	});

	it('[BT3] counts the age of what it shows while the link is lost', () => {
		const tray = renderTray();
		act(() => tray.mine.put(makeJob({ key: 'a' })));
		act(() => tray.client.clock.advance(5_000));
		act(() => {
			tray.client.link.set({ status: 'connecting', attempt: 1, asOf: tray.client.now() });
			tray.client.clock.advance(12_000);
		});
		const button = screen.getByRole('button', { name: /connection lost/ });
		expect([button.dataset.state, button.textContent]).toEqual(['offline', '? %offline for 12 s']);
	});
});

describe('toasts', () => {
	it('[TO3] are links as a whole: a click or Enter anywhere leads to the work', async () => {
		const navigate = vi.fn();
		const tray = renderTray({ shell: { navigate } });
		act(() => tray.notices.push(end(done)));
		await tray.user.click(await screen.findByText(/Mira, forest at dusk/));
		expect(navigate).toHaveBeenLastCalledWith('/segments/3');
		await waitFor(() => expect(screen.queryByText('Scene 3 is done')).toBeNull());

		act(() => tray.notices.push(end(done)));
		const toast = (await screen.findByText('Scene 3 is done')).closest('.jobtray-toast');
		act(() => toast instanceof HTMLElement && toast.focus());
		await tray.user.keyboard('{Enter}');
		expect(navigate).toHaveBeenCalledTimes(2);
	});

	it('[AT18] and rows count as seen once they are followed', async () => {
		const tray = renderTray({ shell: { navigate: vi.fn() } });
		act(() => tray.notices.push(end({ ...done, key: 'scenes:7' })));
		await tray.user.click(await screen.findByText('Scene 3 is done'));
		expect(tray.attention.seenOnes).toEqual(['scenes:7']);
		act(() => tray.mine.put({ ...done, key: 'scenes:8' }));
		await tray.user.click(screen.getByRole('button', { name: /^Jobs/ }));
		await tray.user.click(await screen.findByRole('link', { name: done.name }));
		expect(tray.attention.seenOnes).toEqual(['scenes:7', 'scenes:8']);
	});

	it('[TO3] without a link open the tray', async () => {
		const tray = renderTray();
		act(() => tray.notices.push({ type: 'summary', completed: 3, failed: 1 }));
		await tray.user.click(await screen.findByText('While you were away: 3 done, 1 failed'));
		expect(await screen.findByRole('dialog', { name: 'Jobs' })).toBeTruthy();
	});

	it('[TO12] of a trial say that they are one, and lead nowhere', async () => {
		const tray = renderTray();
		act(() => tray.notices.push({ type: 'test' }));
		await tray.user.click(await screen.findByText('This is a test'));
		await waitFor(() => expect(screen.queryByText('This is a test')).toBeNull());
		expect(screen.queryByRole('dialog', { name: 'Jobs' })).toBeNull();
	});

	it('[TO5] are newest first, at most three seen, and closed by their button', async () => {
		const tray = renderTray();
		act(() => {
			for (const key of ['1', '2', '3', '4']) tray.notices.push(end({ ...failed, key, name: `Export ${key}` }));
		});
		await screen.findByText('Export 4 failed');
		const titles = [...document.querySelectorAll('.jobtray-toast:not([data-limited])')].map((each) => each.textContent);
		expect(titles).toEqual(['Export 4 failedDisk full', 'Export 3 failedDisk full', 'Export 2 failedDisk full']);
		const [dismiss] = screen.getAllByRole('button', { name: 'Dismiss' });
		if (dismiss !== undefined) await tray.user.click(dismiss);
		await waitFor(() => expect(screen.queryByText('Export 4 failed')).toBeNull());
	});

	it('[TO6] of completions go after their time, those of failures stay', async () => {
		vi.useFakeTimers({ shouldAdvanceTime: true });
		const tray = renderTray();
		act(() => {
			tray.notices.push(end(done));
			tray.notices.push(end(failed));
		});
		await screen.findByText('Scene 3 is done');
		await act(() => vi.advanceTimersByTimeAsync(4_000));
		expect(screen.queryByText('Scene 3 is done')).toBeTruthy();
		await act(() => vi.advanceTimersByTimeAsync(1_500));
		await waitFor(() => expect(screen.queryByText('Scene 3 is done')).toBeNull());
		await act(() => vi.advanceTimersByTimeAsync(600_000));
		expect(screen.getByText('Export failed')).toBeTruthy();
		vi.useRealTimers();
	});

	it('[TO6] of completions stay where the host says 0', async () => {
		vi.useFakeTimers({ shouldAdvanceTime: true });
		const tray = renderTray({ shell: { toastMs: 0 } });
		act(() => tray.notices.push(end(done)));
		await screen.findByText('Scene 3 is done');
		await act(() => vi.advanceTimersByTimeAsync(600_000));
		expect(screen.getByText('Scene 3 is done')).toBeTruthy();
		vi.useRealTimers();
	});

	it.each([
		['the pointer is on one', (toast: HTMLElement) => fireEvent.mouseEnter(toast.parentElement ?? toast)],
		['the focus is on one', () => fireEvent.keyDown(window, { key: 'F6' })],
		['the page is hidden', (_: HTMLElement, { page }: ReturnType<typeof renderTray>) => page.set({ hidden: true })],
	])('[TO8] keep their clock still while %s', async (_, stop) => {
		vi.useFakeTimers({ shouldAdvanceTime: true });
		const tray = renderTray({ shell: { toastMs: 5_000 } });
		act(() => tray.notices.push(end(done)));
		const toast = (await screen.findByText('Scene 3 is done')).closest<HTMLElement>('.jobtray-toast');
		if (toast !== null) act(() => void stop(toast, tray));
		await act(() => vi.advanceTimersByTimeAsync(20_000));
		expect(screen.getByText('Scene 3 is done')).toBeTruthy();
		vi.useRealTimers();
	});

	it('[TO8] start their clock anew once the page is seen again', async () => {
		vi.useFakeTimers({ shouldAdvanceTime: true });
		const tray = renderTray({ shell: { toastMs: 5_000 } });
		act(() => tray.notices.push(end(done)));
		await screen.findByText('Scene 3 is done');
		act(() => tray.page.set({ hidden: true }));
		act(() => tray.page.set({ hidden: false }));
		await act(() => vi.advanceTimersByTimeAsync(5_500));
		await waitFor(() => expect(screen.queryByText('Scene 3 is done')).toBeNull());
		vi.useRealTimers();
	});

	it('[TO11] go once the panel lists what they tell, and not before it that has opened by itself is touched', async () => {
		const tray = renderTray();
		act(() => tray.notices.push(end(failed)));
		await screen.findByText('Export failed');
		const [root] = tray.trays;
		act(() => root?.openPanel('itself'));
		await screen.findByRole('dialog', { name: 'Jobs' });
		expect(screen.getByText('Export failed')).toBeTruthy();
		act(() => root?.openPanel('person'));
		await waitFor(() => expect(screen.queryByText('Export failed')).toBeNull());
		act(() => tray.notices.push(end(failed)));
		expect(await screen.findByText('Export failed')).toBeTruthy();
	});

	it('[TO11] go once nothing is unseen any more, also where another tab has shown it', async () => {
		const tray = renderTray();
		act(() => {
			tray.attention.unseen.set({ completed: 1, failed: 1 });
			tray.notices.push(end(failed));
		});
		await screen.findByText('Export failed');
		act(() => tray.attention.unseen.set({ completed: 0, failed: 1 }));
		expect(screen.getByText('Export failed')).toBeTruthy();
		act(() => tray.attention.unseen.set({ completed: 0, failed: 0 }));
		await waitFor(() => expect(screen.queryByText('Export failed')).toBeNull());
	});

	it('[TO9] are reached by F6, and left by Shift+Tab to where the focus was', async () => {
		const tray = renderTray();
		act(() => tray.notices.push(end(failed)));
		await screen.findByText('Export failed');
		const button = screen.getByRole('button', { name: /^Jobs/ });
		act(() => button.focus());
		await tray.user.keyboard('{F6}');
		expect(document.activeElement?.getAttribute('aria-label')).toBe('Job notices');
		await tray.user.tab({ shift: true });
		expect(document.activeElement).toBe(button);
	});

	it('[TO10] of a failure lead to the job, as the host says', async () => {
		const navigate = vi.fn();
		const tray = renderTray({ shell: { navigate, jobHref: (job) => `/jobs/${job.key}` } });
		act(() => tray.notices.push(end(failed)));
		await tray.user.click(await screen.findByText('Export failed'));
		expect(navigate).toHaveBeenCalledWith('/jobs/f');
	});
});

function HostView() {
	const { running } = useJobs();
	const job = useJob(running[0] ?? '');
	const command = useJobCommand();
	const { running: count } = useJobSummary();
	return (
		<button type="button" onClick={() => command(job?.key ?? '', 'pause')}>
			{`${job?.name ?? 'none'} ${count} ${useLinkState().status}`}
		</button>
	);
}

describe('the provider', () => {
	it('gives hooks to the host', async () => {
		const client = createFakeClient({ now });
		render(
			<JobTrayProvider client={client}>
				<HostView />
			</JobTrayProvider>,
		);
		expect(screen.getByText('none 0 live')).toBeTruthy();
		act(() => client.feed('mine').put(makeJob({ key: 'a', name: 'Scene 3' })));
		screen.getByText('Scene 3 1 live').click();
		expect(client.commands).toEqual([{ key: 'a', action: 'pause' }]);
	});

	it('gives views of the host the viewer, and what is done with many jobs', async () => {
		const client = createFakeClient({ now });
		render(
			<JobTrayProvider client={client}>
				<Many />
			</JobTrayProvider>,
		);
		act(() => screen.getByRole('button', { name: client.viewer.get()?.name ?? 'nobody' }).click());
		expect(client.bulkCommands).toEqual(['cancel-queued']);
	});

	it('[AC1] says ends aloud, and hands them to the host where it shows them itself', async () => {
		const client = createFakeClient({ now });
		const notify = vi.fn();
		render(
			<JobTrayProvider client={client} notify={notify}>
				<JobTray />
			</JobTrayProvider>,
		);
		act(() => client.feed('mine').put(makeJob({ key: 'f', name: 'Export' })));
		act(() => client.feed('mine').end('live', failed));
		act(() => client.clock.advance(2_000));
		await waitFor(() => expect(notify).toHaveBeenCalledOnce());
		await waitFor(() =>
			expect(screen.getAllByRole('status').map((each) => each.textContent)).toContain('Export failed'),
		);
		expect(screen.queryByText('Disk full')).toBeNull();
	});

	it('[AC3] leaves nothing when it is unmounted, in StrictMode as well', async () => {
		const client = createFakeClient({ now });
		const view = render(
			<StrictMode>
				<JobTrayProvider client={client}>
					<JobTray />
					<HostView />
				</JobTrayProvider>
			</StrictMode>,
		);
		act(() => client.feed('mine').put(makeJob()));
		expect(client.holds()).toBeGreaterThan(0);
		view.unmount();
		expect([
			client.holds(),
			client.feed('mine').listeners(),
			client.link.listeners(),
			client.viewer.listeners(),
		]).toEqual([0, 0, 0, 0]);
		await waitFor(() => expect(client.clock.pending()).toBe(0));
	});

	it('[AC2] hydrates what the server rendered without a warning, then shows what is known', async () => {
		const client = createFakeClient({ now });
		client.feed('mine').put(makeJob({ key: 'a' }));
		const app = (
			<JobTrayProvider client={client}>
				<JobTray />
			</JobTrayProvider>
		);
		const warn = vi.spyOn(console, 'error');
		const container = document.body.appendChild(document.createElement('div'));
		container.innerHTML = renderToString(app);
		render(app, { container, hydrate: true });
		expect(await screen.findByRole('button', { name: 'Jobs: 1 running' })).toBeTruthy();
		expect(warn).not.toHaveBeenCalled();
	});

	it('fills in English where the host gives no words, at once and in the panel', async () => {
		const client = createFakeClient({ now });
		render(
			<JobTrayProvider client={client} labels={() => ({ jobs: 'Renders', loading: 'One moment' })}>
				<JobTray />
			</JobTrayProvider>,
		);
		const button = screen.getByRole('button', { name: 'Jobs: loading' });
		expect(button.textContent).toBe('Renders');
		act(() => button.click());
		expect(await screen.findByRole('dialog', { name: 'Renders' })).toBeTruthy();
		expect(screen.getByText('One moment')).toBeTruthy();
		expect(screen.getByRole('button', { name: 'Close' })).toBeTruthy();
	});

	it('says what to do where a part has no provider', () => {
		vi.spyOn(console, 'error').mockImplementation(() => {});
		expect(() => render(<JobTray />)).toThrow(/Wrap the application/);
	});
});
