// @vitest-environment jsdom
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { cleanup, now, renderTray, stubLayout } from '../../../tests/render-tray.tsx';
import { makeJob } from '../../testing/index.ts';
import { behindPart } from '../behind-part.ts';
import { panelPart } from '../panel-part.ts';

// The parts are loaded as they are on a page, which takes its time on a busy machine.
beforeAll(stubLayout);
beforeEach(async () => {
	localStorage.clear();
	await Promise.all([behindPart.load(), panelPart.load()]);
});
afterEach(() => {
	vi.unstubAllGlobals();
	cleanup();
});

const running = makeJob({ key: 'a', name: 'Scene 3' });
const completed = makeJob({ ...running, status: 'completed', finishedAt: now });

function panel() {
	return screen.queryByRole('dialog', { name: 'Jobs' });
}

describe('the shortcut', () => {
	it('[KS1] opens the panel from anywhere, takes the focus there, and closes it again', async () => {
		const tray = renderTray();
		expect(screen.getByRole('button', { name: /^Jobs/ }).getAttribute('aria-keyshortcuts')).toBe('Alt+J');
		await tray.user.keyboard('{Alt>}j{/Alt}');
		await waitFor(() => expect(panel()?.contains(document.activeElement)).toBe(true));
		await tray.user.keyboard('{Alt>}j{/Alt}');
		await waitFor(() => expect(panel()).toBeNull());
	});

	it('[KS1] can be another, or none', async () => {
		const tray = renderTray({ shell: { shortcut: null } });
		expect(screen.getByRole('button', { name: /^Jobs/ }).hasAttribute('aria-keyshortcuts')).toBe(false);
		await tray.user.keyboard('{Alt>}j{/Alt}');
		cleanup();
		const other = renderTray({ shell: { shortcut: 'F8' } });
		expect(panel()).toBeNull();
		await other.user.keyboard('{F8}');
		await waitFor(() => expect(panel()).toBeTruthy());
	});

	it.each([
		['a text field', '<input aria-label="Host">'],
		['a text area', '<textarea aria-label="Host"></textarea>'],
		['a select', '<select aria-label="Host"></select>'],
		['an editor', '<div contenteditable="true" tabindex="0" aria-label="Host"></div>'],
	])('[KS3] does nothing in %s', async (_, html) => {
		const tray = renderTray();
		const host = document.body.appendChild(document.createElement('div'));
		host.innerHTML = html;
		act(() => screen.getByLabelText('Host').focus());
		await tray.user.keyboard('{Alt>}j{/Alt}');
		expect(panel()).toBeNull();
		host.remove();
	});

	it('[KS3] works on a checkbox, and not behind a modal dialog of the host', async () => {
		const tray = renderTray();
		const host = document.body.appendChild(document.createElement('div'));
		host.innerHTML = '<input type="checkbox" aria-label="Host"><div role="dialog" aria-modal="true"></div>';
		act(() => screen.getByLabelText('Host').focus());
		await tray.user.keyboard('{Alt>}j{/Alt}');
		expect(panel()).toBeNull();
		host.querySelector('[aria-modal]')?.remove();
		await tray.user.keyboard('{Alt>}j{/Alt}');
		await waitFor(() => expect(panel()).toBeTruthy());
		host.remove();
	});
});

describe('spoken progress', () => {
	function run(spoken: 'off' | 'ends' | 'quarters') {
		const tray = renderTray();
		act(() => {
			tray.attention.setPreferences({ spoken });
			tray.mine.put(running);
			tray.mine.setBatch({ since: now, jobs: 1, ended: 0, progress: 0 });
		});
		act(() => tray.mine.setBatch({ since: now, jobs: 1, ended: 0, progress: 0.31 }));
		return tray;
	}

	it('[AC15] speaks of the quarters if the person wants it', () => {
		expect(run('quarters').said.get().text).toBe('Jobs: 1 running, 25 %');
	});

	it('[AC15] speaks of none otherwise', () => {
		expect(run('ends').said.get().text).toBe('');
		cleanup();
		expect(run('off').said.get().text).toBe('');
	});

	it('[AC15] catches up with the newest quarter once the page is seen', () => {
		const tray = run('quarters');
		act(() => tray.page.set({ hidden: true }));
		act(() => tray.mine.setBatch({ since: now, jobs: 1, ended: 0, progress: 0.55 }));
		act(() => tray.mine.setBatch({ since: now, jobs: 1, ended: 0, progress: 0.8 }));
		expect(tray.said.get().times).toBe(1);
		act(() => tray.page.set({ hidden: false }));
		expect(tray.said.get()).toEqual({ text: 'Jobs: 1 running, 75 %', times: 2 });
	});
});

describe('opening by itself', () => {
	/** Ends the only job, and lets the moment pass in which another might come. */
	function finish(tray: ReturnType<typeof renderTray>) {
		act(() => tray.mine.put(running));
		act(() => {
			tray.attention.unseen.set({ completed: 1, failed: 0 });
			tray.mine.put(completed);
		});
		act(() => tray.client.clock.advance(300));
	}

	function renderWanting() {
		const tray = renderTray();
		act(() => tray.attention.setPreferences({ opensWhenDone: true }));
		return tray;
	}

	it('[OP1] happens when all is done, without taking the focus', async () => {
		const tray = renderWanting();
		const host = document.body.appendChild(document.createElement('button'));
		host.focus();
		finish(tray);
		await waitFor(() => expect(panel()).toBeTruthy());
		expect(document.activeElement).toBe(host);
		expect(tray.attention.unseen.get().completed).toBe(1);
		host.remove();
	});

	it('[OP1] does not happen unless it is turned on', () => {
		finish(renderTray());
		expect(panel()).toBeNull();
	});

	it('[OP1] does not happen for jobs that had ended when the page was loaded', () => {
		const tray = renderWanting();
		act(() => tray.mine.put(completed));
		act(() => tray.client.clock.advance(1_000));
		expect(panel()).toBeNull();
	});

	it('[OP1] waits for the focus where the page has none, opens once then, and leaves the counts alone meanwhile', async () => {
		const tray = renderWanting();
		act(() => tray.page.set({ focused: false }));
		finish(tray);
		act(() => tray.client.clock.advance(60_000));
		expect(panel()).toBeNull();
		expect(tray.attention.unseen.get().completed).toBe(1);
		act(() => tray.page.set({ focused: true }));
		await waitFor(() => expect(panel()).toBeTruthy());
		act(() => tray.client.clock.advance(60_000));
		await waitFor(() => expect(panel()).toBeNull());
		act(() => tray.page.set({ focused: false }));
		act(() => tray.page.set({ focused: true }));
		expect(panel()).toBeNull();
	});

	it('[OP1] waits no more once another job has come, or the ends were seen', () => {
		const tray = renderWanting();
		act(() => tray.page.set({ focused: false }));
		finish(tray);
		act(() => tray.mine.put(makeJob({ key: 'b' })));
		act(() => tray.page.set({ focused: true }));
		expect(panel()).toBeNull();
		act(() => tray.page.set({ focused: false }));
		act(() => tray.mine.put(makeJob({ ...completed, key: 'b' })));
		act(() => tray.client.clock.advance(300));
		act(() => tray.attention.markSeen());
		act(() => tray.page.set({ focused: true }));
		expect(panel()).toBeNull();
	});

	it('[OP2] waits no more once another page has opened', async () => {
		const lines: FakeLine[] = [];
		class FakeLine {
			name: string;
			onmessage: (() => void) | null = null;
			isOpen = true;
			constructor(name: string) {
				this.name = name;
				lines.push(this);
			}
			postMessage() {
				for (const line of lines) if (line !== this && line.isOpen && line.name === this.name) line.onmessage?.();
			}
			close() {
				this.isOpen = false;
			}
		}
		vi.stubGlobal('BroadcastChannel', FakeLine);
		const tray = renderWanting();
		act(() => tray.page.set({ focused: false }));
		finish(tray);
		new FakeLine('jobtray:opens:noor').postMessage();
		expect(lines[0]?.isOpen).toBe(true);
		new FakeLine('jobtray:opens:mira').postMessage();
		act(() => tray.page.set({ focused: true }));
		expect([panel(), lines[0]?.isOpen]).toEqual([null, false]);
	});

	it('[OP3] closes after 5 s, and leaves the focus where it is', async () => {
		const tray = renderWanting();
		finish(tray);
		await waitFor(() => expect(panel()).toBeTruthy());
		act(() => tray.client.clock.advance(4_900));
		expect(panel()).toBeTruthy();
		act(() => tray.client.clock.advance(200));
		await waitFor(() => expect(panel()).toBeNull());
		expect(document.activeElement).toBe(document.body);
	});

	it('[OP3] stays once it is touched, and what it shows is then seen', async () => {
		const tray = renderWanting();
		finish(tray);
		await waitFor(() => expect(panel()).toBeTruthy());
		await tray.user.hover(screen.getByText('Scene 3'));
		act(() => tray.client.clock.advance(10_000));
		expect(panel()).toBeTruthy();
		expect(tray.attention.unseen.get().completed).toBe(0);
	});

	it('[OP3] takes the focus once the shortcut asks for it', async () => {
		const tray = renderWanting();
		finish(tray);
		await waitFor(() => expect(panel()).toBeTruthy());
		await tray.user.keyboard('{Alt>}j{/Alt}');
		await waitFor(() => expect(panel()?.contains(document.activeElement)).toBe(true));
	});

	it('[OP2] happens in one page only, which keeps others from it for 15 s', async () => {
		let isFree = false;
		const request = vi.fn(async (_name: string, _options: unknown, held: (lock: object | null) => unknown) =>
			held(isFree ? {} : null),
		);
		vi.stubGlobal('navigator', { ...navigator, locks: { request } });
		const tray = renderWanting();
		finish(tray);
		expect(request.mock.calls[0]?.[0]).toBe('jobtray:opens:mira');
		expect(panel()).toBeNull();
		isFree = true;
		finish(tray);
		await waitFor(() => expect(panel()).toBeTruthy());
		const [, held] = await Promise.race([request.mock.results.at(-1)?.value, 'still held']).then((won) => ['', won]);
		expect(held).toBe('still held');
	});
});
