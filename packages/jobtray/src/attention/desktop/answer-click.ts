import type { NoteData, NoteMessage } from './note-data.ts';

/** A window as a service worker sees it. */
export interface WindowClient {
	focus(): Promise<unknown>;
	postMessage(message: NoteMessage, ports: MessagePort[]): void;
}

/** The windows of this site, as a service worker sees them. */
export interface WindowClients {
	matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<readonly WindowClient[]>;
	openWindow(url: string): Promise<unknown>;
}

/** How long windows have to say that they are ours, in ms. Frozen ones do not answer, and browsers let us focus for seconds only. */
const answerMs = 400;

/** Brings a window with the tray to the front and tells it of the click; opens one where there is none. */
export async function answerClick({ href, key, page }: NoteData, clients: WindowClients): Promise<void> {
	const ours = await findOurs(await clients.matchAll({ type: 'window', includeUncontrolled: true }));
	if (ours === null) {
		await clients.openWindow(href ?? page);
		return;
	}
	// A browser that does not bring it to the front is no reason to leave the click unanswered.
	await ours.focus().catch(() => {});
	ours.postMessage({ jobtray: 'click', href, key }, []);
}

/** The first window that answers; other pages of the site know nothing of us. */
function findOurs(windows: readonly WindowClient[]): Promise<WindowClient | null> {
	return new Promise((resolve) => {
		const ports: MessagePort[] = [];
		const end = (ours: WindowClient | null) => {
			clearTimeout(late);
			for (const port of ports) port.close();
			resolve(ours);
		};
		const late = setTimeout(() => end(null), windows.length === 0 ? 0 : answerMs);
		for (const window of windows) {
			const { port1, port2 } = new MessageChannel();
			ports.push(port1);
			port1.onmessage = () => end(window);
			window.postMessage({ jobtray: 'ask' }, [port2]);
		}
	});
}
