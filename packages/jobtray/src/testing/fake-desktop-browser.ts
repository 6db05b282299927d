import type { DesktopBrowser, NoteOptions, NoteWorker, WorkerMessage } from '../attention/desktop/desktop-browser.ts';
import { createListeners } from '../client/listeners.ts';

/** A notification as a test sees it. */
export interface FakeNote extends NoteOptions {
	title: string;
	/** Who shows it. */
	by: 'page' | 'worker';
}

/** A browser whose person a test plays. */
export interface FakeDesktopBrowser extends DesktopBrowser {
	/** What is on the screen, oldest first. */
	shown(): FakeNote[];
	/** A service worker that shows notifications, as the host may have one. */
	worker: NoteWorker;
	/** Addresses of the service workers that were registered. */
	registered: string[];
	/** Clicks what the page shows. */
	click(tag: string): void;
	/** Says something to the page, as a service worker; resolves with whether the page answers. */
	say(data: unknown): boolean;
	/** How often the page came to the front. */
	focused(): number;
	/** How often the person was asked. */
	asked(): number;
	/** What the person allows from now on, in the browser's settings. */
	set(permission: NotificationPermission): void;
	/** How many listen; 0 once everything is closed. */
	listeners(): number;
}

/** What of a fake browser is otherwise than in most. */
export interface FakeDesktopOptions {
	/** Default true. */
	secure?: boolean;
	/** `null` where there are no notifications. Default `default`. */
	permission?: NotificationPermission | null;
	/** What the person answers. Default `granted`. */
	answer?: NotificationPermission;
	/** Whether pages may show notifications themselves. Default true. */
	opens?: boolean;
	/** Whether service workers can be registered. Default true. */
	registers?: boolean;
	/** Whether the host has a service worker. Default false. */
	hasWorker?: boolean;
}

/** Creates a browser that shows nothing yet. */
export function createFakeDesktopBrowser(options: FakeDesktopOptions = {}): FakeDesktopBrowser {
	const { secure = true, answer = 'granted', opens = true, registers = true, hasWorker = false } = options;
	let permission = options.permission === undefined ? 'default' : options.permission;
	let [asked, focused] = [0, 0];
	const shown = new Map<string, FakeNote & { close(): void; onClick?: () => void }>();
	const registered: string[] = [];
	const permissions = createListeners();
	const messages = createListeners<WorkerMessage>();

	function put(note: FakeNote & { onClick?: () => void }): () => void {
		const close = () => void shown.delete(note.tag);
		shown.set(note.tag, { ...note, close });
		return close;
	}

	const worker: NoteWorker = {
		async showNotification(title, note) {
			if (permission !== 'granted') throw new TypeError('No notification permission has been granted.');
			put({ title, by: 'worker', ...note });
		},
		getNotifications: async ({ tag }) => [...shown.values()].filter((note) => note.by === 'worker' && note.tag === tag),
	};

	return {
		worker,
		registered,
		secure: () => secure,
		permission: () => permission,
		async ask() {
			asked++;
			permission = answer;
		},
		open(title, note) {
			if (!opens) throw new TypeError('Illegal constructor.');
			return put({ title, by: 'page', ...note });
		},
		async register(url) {
			if (!registers) throw new TypeError('Failed to register.');
			registered.push(url);
			return worker;
		},
		findWorker: async () => (hasWorker ? worker : null),
		onPermission: (listener) => permissions.add(listener),
		onMessage: (listener) => messages.add(listener),
		page: () => 'https://host.example/library',
		focus: () => void focused++,
		shown: () => [...shown.values()].map(({ close: _close, onClick: _onClick, ...note }) => note),
		click: (tag) => shown.get(tag)?.onClick?.(),
		say(data) {
			let answered = false;
			messages.tell({ data, answer: () => (answered = true) });
			return answered;
		},
		focused: () => focused,
		asked: () => asked,
		set(next) {
			permission = next;
			permissions.tell();
		},
		listeners: () => permissions.size() + messages.size(),
	};
}
