// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { createBrowserPage } from './browser-page.ts';
import type { PageEvent } from './page.ts';

afterEach(() => vi.restoreAllMocks());

function hear() {
	const page = createBrowserPage();
	const told: PageEvent[] = [];
	return { page, told, undo: page.subscribe((event) => told.push(event)) };
}

function stand(state: { visibility?: DocumentVisibilityState; focus?: boolean }): void {
	vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state.visibility ?? 'visible');
	vi.spyOn(document, 'hasFocus').mockReturnValue(state.focus ?? false);
}

test('[LK7] [LK8] tells what happens to the page in the words of the port', () => {
	const { page, told } = hear();
	stand({ visibility: 'hidden', focus: true });
	document.dispatchEvent(new Event('visibilitychange'));
	expect([page.hidden(), page.focused()]).toEqual([true, false]);
	stand({ focus: true });
	document.dispatchEvent(new Event('visibilitychange'));
	window.dispatchEvent(new Event('focus'));
	stand({ focus: false });
	window.dispatchEvent(new Event('blur'));
	for (const type of ['online', 'offline', 'pagehide', 'pageshow']) window.dispatchEvent(new Event(type));
	window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
	for (const type of ['freeze', 'resume']) document.dispatchEvent(new Event(type));
	expect(told).toEqual([
		'hidden',
		'visible',
		'focused',
		'blurred',
		'online',
		'offline',
		'left',
		'shown',
		'restored',
		'frozen',
		'resumed',
	]);
});

test('[LK20] leaves no listener on the window or the document', () => {
	const signals: AbortSignal[] = [];
	for (const target of [window, document]) {
		vi.spyOn(target, 'addEventListener').mockImplementation((...args: unknown[]) => {
			const options = args[2];
			if (typeof options === 'object' && options !== null && 'signal' in options)
				signals.push(options.signal as AbortSignal);
		});
	}
	const { page, undo } = hear();
	const second = page.subscribe(() => {});
	expect(signals).toHaveLength(9);
	undo();
	expect(signals.some((signal) => signal.aborted)).toBe(false);
	second();
	expect(signals.every((signal) => signal.aborted)).toBe(true);
});
