import type { Page } from '@playwright/test';

/** What a page holds on to, by kind. */
export type Holdings = Record<'timers' | 'listeners' | 'observers' | 'sockets' | 'channels', string[]>;

/**
 * Counts from the first script on what is started and not ended: timers and frames, listeners on window, document and
 * media, observers, sockets and channels. Returns what reads it.
 */
export async function watchHoldings(page: Page): Promise<() => Promise<Holdings>> {
	await page.addInitScript(() => {
		const held = {
			timers: new Map(),
			listeners: new Map(),
			observers: new Map(),
			sockets: new Map(),
			channels: new Map(),
		};
		Object.assign(window, { held });

		function watchTimer(
			start: 'setTimeout' | 'setInterval' | 'requestAnimationFrame',
			stop: 'clearTimeout' | 'clearInterval' | 'cancelAnimationFrame',
		) {
			const [begin, end] = [window[start] as (...args: unknown[]) => number, window[stop] as (id?: number) => void];
			Object.assign(window, {
				[start](run: (...args: unknown[]) => void, ...rest: unknown[]) {
					const id = begin.call(
						window,
						(...args: unknown[]) => {
							if (start !== 'setInterval') held.timers.delete(`${start} ${id}`);
							run(...args);
						},
						...rest,
					);
					held.timers.set(`${start} ${id}`, `${start} ${rest[0] ?? ''}`);
					return id;
				},
				[stop](id?: number) {
					held.timers.delete(`${start} ${id}`);
					end.call(window, id);
				},
			});
		}
		watchTimer('setTimeout', 'clearTimeout');
		watchTimer('setInterval', 'clearInterval');
		watchTimer('requestAnimationFrame', 'cancelAnimationFrame');

		const ids = new Map<unknown, number>();
		function idOf(thing: unknown): number {
			if (!ids.has(thing)) ids.set(thing, ids.size);
			return ids.get(thing) ?? 0;
		}
		// Not the body: React listens there for portals, and keeps on.
		const isWatched = (target: unknown) =>
			target === window || target === document || target === visualViewport || target instanceof MediaQueryList;
		const { addEventListener, removeEventListener } = EventTarget.prototype;
		const toKey = (target: unknown, type: string, listener: unknown, options: unknown) => {
			const capture =
				typeof options === 'object' && options !== null
					? Boolean((options as AddEventListenerOptions).capture)
					: Boolean(options);
			return `${idOf(target)} ${type} ${idOf(listener)} ${capture}`;
		};
		EventTarget.prototype.addEventListener = function (
			this: EventTarget,
			type: string,
			listener: EventListener,
			options?: AddEventListenerOptions,
		) {
			const target = this ?? window;
			// React listens for this one on every document that it ever rendered into.
			if (isWatched(target) && listener && type !== 'selectionchange' && options?.once !== true) {
				const key = toKey(target, type, listener, options);
				held.listeners.set(key, type);
				options?.signal?.addEventListener('abort', () => held.listeners.delete(key));
			}
			return addEventListener.call(target, type, listener, options);
		} as typeof addEventListener;
		EventTarget.prototype.removeEventListener = function (
			this: EventTarget,
			type: string,
			listener: EventListener,
			options?: EventListenerOptions,
		) {
			held.listeners.delete(toKey(this ?? window, type, listener, options));
			return removeEventListener.call(this ?? window, type, listener, options);
		} as typeof removeEventListener;

		for (const name of ['ResizeObserver', 'MutationObserver', 'IntersectionObserver'] as const) {
			const { observe, disconnect } = window[name].prototype as MutationObserver;
			Object.assign(window[name].prototype, {
				observe(this: MutationObserver, target: Node, options: MutationObserverInit) {
					held.observers.set(this, name);
					return observe.call(this, target, options);
				},
				disconnect(this: MutationObserver) {
					held.observers.delete(this);
					return disconnect.call(this);
				},
			});
		}

		const { close } = BroadcastChannel.prototype;
		window.BroadcastChannel = class extends BroadcastChannel {
			constructor(name: string) {
				super(name);
				held.channels.set(this, name);
			}
		};
		BroadcastChannel.prototype.close = function () {
			held.channels.delete(this);
			return close.call(this);
		};

		const { WebSocket } = window;
		window.WebSocket = class extends WebSocket {
			constructor(url: string | URL, protocols?: string | string[]) {
				super(url, protocols);
				held.sockets.set(this, String(url));
			}
		};
		Object.assign(window, {
			openSockets: () => [...held.sockets].filter(([socket]) => socket.readyState < 2).map(([, url]) => url),
		});
	});

	return () =>
		page.evaluate(() => {
			const { held, openSockets } = window as unknown as {
				held: Record<string, Map<unknown, string>>;
				openSockets(): string[];
			};
			const list = (kind: string) => [...(held[kind]?.values() ?? [])].sort();
			return {
				timers: list('timers'),
				listeners: list('listeners'),
				observers: list('observers'),
				channels: list('channels'),
				sockets: openSockets(),
			};
		});
}
