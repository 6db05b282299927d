import type { DesktopBrowser } from './desktop-browser.ts';

/**
 * What is registered by an address answers no requests, only clicks on notifications. So its scope is a folder in which
 * the host has no pages: it never takes the place of a service worker that the host has.
 */
const scopeFolder = './jobtray-notifications/';

/** The browser this page runs in. */
export function createDesktopBrowser(): DesktopBrowser {
	const workers = () => ('serviceWorker' in navigator ? navigator.serviceWorker : null);
	return {
		secure: () => typeof isSecureContext !== 'undefined' && isSecureContext,
		permission: () => (typeof Notification === 'undefined' ? null : Notification.permission),
		async ask() {
			await Notification.requestPermission();
		},
		open(title, { onClick, ...options }) {
			const note = new Notification(title, options);
			note.onclick = () => {
				note.close();
				onClick();
			};
			return () => {
				// One that is not shown yet would be, in Chromium.
				note.onshow = () => note.close();
				note.close();
			};
		},
		async register(url) {
			const address = new URL(url, document.baseURI);
			const scope = new URL(scopeFolder, address).pathname;
			const registration = await navigator.serviceWorker.register(address, { scope });
			await waitUntilActive(registration);
			return registration;
		},
		// Refused in some frames, which then have none.
		findWorker: async () =>
			(await workers()
				?.getRegistration()
				.catch(() => undefined)) ?? null,
		onPermission(listener) {
			const abort = new AbortController();
			const { signal } = abort;
			navigator.permissions
				?.query({ name: 'notifications' })
				.then((status) => status.addEventListener('change', listener, { signal }))
				// Not every browser tells of it: what holds is read again with each use.
				.catch(() => {});
			return () => abort.abort();
		},
		onMessage(listener) {
			const abort = new AbortController();
			const hear = ({ data, ports }: MessageEvent) => listener({ data, answer: () => ports[0]?.postMessage(true) });
			workers()?.addEventListener('message', hear, { signal: abort.signal });
			return () => abort.abort();
		},
		page: () => location.href,
		focus: () => window.focus(),
	};
}

function waitUntilActive({ active, installing, waiting }: ServiceWorkerRegistration): Promise<void> {
	const worker = installing ?? waiting;
	if (active !== null || worker === null) return Promise.resolve();
	return new Promise((resolve, reject) => {
		worker.addEventListener('statechange', () => {
			if (worker.state === 'activated') resolve();
			if (worker.state === 'redundant') reject(new Error('it failed while it was installed'));
		});
	});
}
