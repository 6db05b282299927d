import { afterEach, expect, test, vi } from 'vitest';
import { answerClick, type WindowClient } from './answer-click.ts';
import type { NoteMessage } from './note-data.ts';

const data = { href: '/segments/7', key: 'scenes:7', page: 'https://host.example/library' };

afterEach(() => vi.useRealTimers());

/** A window of the site. */
function createWindow({ isOurs = true, focuses = true } = {}) {
	const heard: NoteMessage[] = [];
	let focused = 0;
	const window: WindowClient = {
		async focus() {
			focused++;
			if (!focuses) throw new DOMException('Not allowed to focus a window.', 'InvalidAccessError');
		},
		postMessage(message, [port]) {
			heard.push(message);
			if (message.jobtray === 'ask' && isOurs) port?.postMessage(true);
			port?.close();
		},
	};
	return { ...window, clicks: () => heard.filter(({ jobtray }) => jobtray === 'click'), focused: () => focused };
}

function createClients(windows: readonly WindowClient[]) {
	const opened: string[] = [];
	return { opened, matchAll: async () => windows, openWindow: async (url: string) => void opened.push(url) };
}

test('[DN6] a window of ours comes to the front and is told, one alone', async () => {
	const windows = [createWindow({ isOurs: false }), createWindow(), createWindow()];
	const clients = createClients(windows);
	await answerClick(data, clients);
	const told = windows.filter((window) => window.focused() > 0);
	expect(told.map((window) => window.clicks())).toEqual([[{ jobtray: 'click', href: '/segments/7', key: 'scenes:7' }]]);
	expect(windows.flatMap((window) => window.clicks())).toHaveLength(1);
	expect(told[0]).not.toBe(windows[0]);
	expect(clients.opened).toEqual([]);
});

test('[DN6] it is told also where the browser does not bring it to the front', async () => {
	const window = createWindow({ focuses: false });
	await answerClick({ ...data, href: null }, createClients([window]));
	expect(window.clicks()).toEqual([{ jobtray: 'click', href: null, key: 'scenes:7' }]);
});

test('[DN6] one is opened where no window says that it is ours', async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const clients = createClients([createWindow({ isOurs: false })]);
	const answered = answerClick(data, clients);
	await vi.advanceTimersByTimeAsync(400);
	await answered;
	expect(clients.opened).toEqual(['/segments/7']);
});

test('[DN6] where there is no window, the one is opened that showed what leads nowhere', async () => {
	const clients = createClients([]);
	await answerClick({ ...data, href: null }, clients);
	expect(clients.opened).toEqual([data.page]);
});
