/** What a notification shows, in the browser's words. */
export interface NoteOptions {
	body: string;
	icon?: string;
	tag: string;
	silent?: boolean;
	data: unknown;
}

/** A service worker that shows notifications. */
export interface NoteWorker {
	showNotification(title: string, options: NoteOptions): Promise<void>;
	getNotifications(filter: { tag: string }): Promise<readonly { data: unknown; close(): void }[]>;
}

/** What is heard from service workers: what was said, and a way to answer. */
export interface WorkerMessage {
	data: unknown;
	answer(): void;
}

/** What of a browser desktop notifications need, as a port. */
export interface DesktopBrowser {
	/** Whether the page came by a way that browsers trust: others may not ask. */
	secure(): boolean;
	/** What the person has answered; `null` where there are no notifications. */
	permission(): NotificationPermission | null;
	/** Asks the person. Call it in a click, before anything is awaited. */
	ask(): Promise<void>;
	/** Shows one by the page itself, and returns what closes it. Throws where only service workers may. */
	open(title: string, options: NoteOptions & { onClick(): void }): () => void;
	/** Registers the service worker at this address, and waits until it is at work. Rejects where that fails. */
	register(url: string): Promise<NoteWorker>;
	/** The service worker that the host has for this page, whatever it is there for. */
	findWorker(): Promise<NoteWorker | null>;
	/** Hears changes of the permission, as far as the browser tells them. Returns what ends it. */
	onPermission(listener: () => void): () => void;
	/** Hears what service workers say. Returns what ends it. */
	onMessage(listener: (message: WorkerMessage) => void): () => void;
	/** The address of the page. */
	page(): string;
	/** Brings the page to the front, in the click on a notification. */
	focus(): void;
}
