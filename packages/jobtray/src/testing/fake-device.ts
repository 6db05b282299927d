import { type Attention, createAttention, type Notice } from '../attention/index.ts';
import type { Viewer } from '../client/index.ts';
import { isEnd, type Job } from '../protocol/index.ts';
import { createFakeChannels, type FakeChannels, type FakePresences } from './fake-channels.ts';
import { createFakeClient, type FakeClient } from './fake-client.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakePage, type FakePage, type FakePageState } from './fake-page.ts';
import { createFakeStorage, type FakeStorage } from './fake-storage.ts';
import { createFakeTitle, type FakeTitle } from './fake-title.ts';

/** One tab: a page with a client and an attention on it, which is open. */
export interface FakeTab {
	client: FakeClient;
	page: FakePage;
	title: FakeTitle;
	/** What reaches the person beside notices and title. */
	channels: FakeChannels;
	attention: Attention;
	/** What this tab has told, oldest first. */
	notices: Notice[];
	/** What this tab has said, oldest first. */
	said: Notice[];
	/** Where clicks on desktop notifications have led, oldest first; `null` is the tray. */
	visits: (string | null)[];
	/** Ends the attention, as leaving the page does. Idempotent. */
	close(): void;
}

/** One browser of one person, in which tabs are opened. */
export interface FakeDevice {
	clock: FakeClock;
	storage: FakeStorage;
	/** Opens a tab; `jobs` are what its first snapshot holds. Default: no snapshot yet. */
	openTab(options?: { page?: FakePageState; viewer?: Viewer | null; jobs?: Job[] }): FakeTab;
	/** What was told, over all tabs. */
	notices(): Notice[];
}

/** Creates a device whose clock shows `now`. The ledgers are in the IndexedDB that there is, else in the storage. */
export function createFakeDevice({ now = 1_000_000_000 }: { now?: number } = {}): FakeDevice {
	const clock = createFakeClock(now);
	const storage = createFakeStorage();
	const tabs: FakeTab[] = [];
	const presences: FakePresences = new Map();
	return {
		clock,
		storage,
		notices: () => tabs.flatMap((tab) => tab.notices),
		openTab({ page: state, viewer, jobs } = {}) {
			const page = createFakePage(state);
			const client = createFakeClient({ clock, page, viewer });
			const title = createFakeTitle();
			const notices: Notice[] = [];
			const said: Notice[] = [];
			const visits: (string | null)[] = [];
			const { channels, open } = createFakeChannels({ page, presences });
			const attention = createAttention({
				client,
				title,
				brand: 'X121',
				storage: storage.tab(),
				openChannels: open,
				notify: (notice) => void notices.push(notice),
				say: (notice) => void said.push(notice),
				navigate: (href) => void visits.push(href),
				openTray: () => void visits.push(null),
			});
			const tab = { client, page, title, channels, attention, notices, said, visits, close: attention.open() };
			tabs.push(tab);
			if (jobs !== undefined) {
				client.feed('mine').put(...jobs);
				client.feed('mine').end('snapshot', ...jobs.filter((job) => isEnd(job.status)));
			}
			return tab;
		},
	};
}
