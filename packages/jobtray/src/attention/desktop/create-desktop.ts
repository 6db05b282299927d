import { createCell } from '../../client/cell.ts';
import type { Readable } from '../../client/index.ts';
import type { DesktopState } from '../channel-states.ts';
import { createCourier } from './create-courier.ts';
import { createDesktopBrowser } from './create-desktop-browser.ts';
import type { DesktopBrowser } from './desktop-browser.ts';
import { readNoteMessage, toNoteData } from './note-data.ts';

/** A notification in words. */
export interface DesktopNote {
	/** Of two with the same tag the second replaces the first, and does not ring again. */
	tag: string;
	title: string;
	body: string;
	/** Address of a picture. Default none. */
	icon?: string;
	/** Where a click leads; `null` opens the tray. */
	href: string | null;
	/** The key of the one job that it is about. Default none. */
	key?: string;
	/** No sound of the system's, where ours sounds. Default false. */
	silent?: boolean;
}

/** The notifications of the person's system. */
export interface Desktop {
	/** What the person allows, and the browser. */
	state: Readable<DesktopState>;
	/** Asks the person. Call it in a click; who has answered before is not asked again. */
	ask(): Promise<DesktopState>;
	/** Shows a notification. Resolves with whether it is shown; never rejects. */
	show(note: DesktopNote): Promise<boolean>;
	/** Takes away what is shown, and hears no more clicks. Idempotent. */
	close(): void;
}

/** What `createDesktop` needs, and what may be given. */
export interface DesktopOptions {
	/** Called once per click, after the page was brought to the front, with the notification's `href` and `key`. */
	onClick(href: string | null, key?: string): void;
	/**
	 * The service worker that shows notifications and hears their clicks: the address of `jobtray/notification-worker` as
	 * the host serves it, or the registration of the host's own worker which imports that. Default none: the page shows
	 * them, which browsers on Android do not let it.
	 */
	serviceWorker?: ServiceWorkerRegistration | string;
	/** Default the one this page runs in; `null` where there is none. */
	browser?: DesktopBrowser | null;
}

/** Creates the desktop notifications of a page. Nobody is asked before `ask`. */
export function createDesktop(options: DesktopOptions): Desktop {
	const { onClick, serviceWorker } = options;
	const browser = options.browser === undefined ? findBrowser() : options.browser;
	if (browser === null) return noDesktop;

	const courier = createCourier({ browser, serviceWorker });
	const state = createCell(toState());
	let closed = false;

	function toState(): DesktopState {
		if (browser?.secure() !== true) return 'insecure';
		// A browser that lets neither page nor worker show any has none to offer.
		return courier.isRefused() ? 'missing' : (browser.permission() ?? 'missing');
	}

	function look(): DesktopState {
		if (!closed) state.set(toState());
		return state.get();
	}

	const undo = [
		browser.onPermission(look),
		browser.onMessage(({ data, answer }) => {
			const message = readNoteMessage(data);
			if (message?.jobtray === 'ask') answer();
			if (message?.jobtray === 'click') onClick(message.href, message.key);
		}),
	];

	return {
		state,
		async ask() {
			if (look() !== 'default') return state.get();
			await browser.ask();
			if (look() === 'granted') courier.prepare();
			return state.get();
		},
		async show({ title, href, key, ...rest }) {
			if (closed || look() !== 'granted') return false;
			const data = toNoteData({ href, key, page: browser.page() });
			const shown = await courier.show(title, {
				...rest,
				data,
				onClick() {
					browser.focus();
					onClick(href, key);
				},
			});
			look();
			return shown;
		},
		close() {
			if (closed) return;
			closed = true;
			for (const end of undo) end();
			courier.close();
		},
	};
}

function findBrowser(): DesktopBrowser | null {
	return typeof window === 'undefined' ? null : createDesktopBrowser();
}

/** Where there is no page, as on a server. */
const noDesktop: Desktop = {
	state: { get: () => 'missing', subscribe: () => () => {} },
	ask: async () => 'missing',
	show: async () => false,
	close() {},
};
