import { createListeners } from './listeners.ts';
import type { Page, PageEvent } from './page.ts';

const hasPage = () => typeof document !== 'undefined';

/** The page this script runs in. Without one, as on a server, it is a page that nobody hides and nothing happens to. */
export function createBrowserPage(): Page {
	const hidden = () => hasPage() && document.visibilityState === 'hidden';
	const focused = () => hasPage() && !hidden() && document.hasFocus();
	let stop: (() => void) | null = null;
	const listeners = createListeners<PageEvent>(() => {
		stop?.();
		stop = null;
	});

	function start(): () => void {
		const abort = new AbortController();
		const hear = (target: EventTarget, type: string, toEvent: (event: Event) => PageEvent) =>
			target.addEventListener(type, (event) => listeners.tell(toEvent(event)), { signal: abort.signal });
		// Focus that moves into a frame of the page blurs the window, and is still on the page.
		const toFocus = () => (focused() ? 'focused' : 'blurred');
		hear(document, 'visibilitychange', () => (hidden() ? 'hidden' : 'visible'));
		hear(window, 'focus', toFocus);
		hear(window, 'blur', toFocus);
		hear(window, 'online', () => 'online');
		hear(window, 'offline', () => 'offline');
		hear(window, 'pageshow', (event) => ('persisted' in event && event.persisted ? 'restored' : 'shown'));
		hear(window, 'pagehide', () => 'left');
		hear(document, 'freeze', () => 'frozen');
		hear(document, 'resume', () => 'resumed');
		return () => abort.abort();
	}

	return {
		hidden,
		focused,
		subscribe(listener) {
			if (stop === null && hasPage()) stop = start();
			return listeners.add(listener);
		},
	};
}
