import type { DesktopBrowser, NoteOptions, NoteWorker } from './desktop-browser.ts';
import { readNoteData } from './note-data.ts';

/** What brings notifications to the desktop, by whichever way the browser allows. */
export interface Courier {
	/** Gets the service worker ready, so that the first notification need not wait for it. */
	prepare(): void;
	/** Resolves with whether it is shown. Never rejects. */
	show(title: string, options: NoteOptions & { onClick(): void }): Promise<boolean>;
	/** Whether there turned out to be no way. */
	isRefused(): boolean;
	/** Takes away what is shown. */
	close(): void;
}

/** Tries the service worker that the host named, then the page itself, then whatever worker the host has. */
export function createCourier(options: {
	browser: DesktopBrowser;
	serviceWorker: NoteWorker | string | undefined;
}): Courier {
	const { browser, serviceWorker } = options;
	/** What closes each that may still be shown, by its tag. */
	const shown = new Map<string, () => void>();
	let named: Promise<NoteWorker | null> | null = null;
	let refused = false;
	let closed = false;

	function findNamed(): Promise<NoteWorker | null> {
		named ??= findWorker();
		return named;
	}

	async function findWorker(): Promise<NoteWorker | null> {
		if (typeof serviceWorker !== 'string') return serviceWorker ?? null;
		try {
			return await browser.register(serviceWorker);
		} catch (error) {
			console.warn(
				`jobtray: the service worker at ${serviceWorker} cannot be registered (${error}), so notifications are shown ` +
					'without it where the browser lets pages do so. Serve jobtray/notification-worker there, as JavaScript.',
			);
			return null;
		}
	}

	async function showBy(worker: NoteWorker | null, [title, note]: [title: string, note: NoteOptions]) {
		if (worker === null || closed) return false;
		try {
			await worker.showNotification(title, note);
		} catch {
			// It is not at work, or may not: there are other ways.
			return false;
		}
		const close = () => void closeAll(worker, note.tag);
		shown.set(note.tag, close);
		if (closed) close();
		return true;
	}

	function showByPage(title: string, note: NoteOptions & { onClick(): void }): boolean {
		if (closed) return false;
		try {
			shown.set(note.tag, browser.open(title, note));
			return true;
		} catch {
			// Browsers on Android throw: there only workers may.
			return false;
		}
	}

	return {
		prepare: () => void findNamed(),
		isRefused: () => refused,
		async show(title, { onClick, ...note }) {
			if (await showBy(await findNamed(), [title, note])) return true;
			if (showByPage(title, { ...note, onClick })) return true;
			if (await showBy(await browser.findWorker(), [title, note])) return true;
			refused = !closed;
			return false;
		},
		close() {
			closed = true;
			for (const close of shown.values()) close();
			shown.clear();
		},
	};
}

async function closeAll(worker: NoteWorker, tag: string): Promise<void> {
	for (const note of await worker.getNotifications({ tag })) if (readNoteData(note.data) !== null) note.close();
}
