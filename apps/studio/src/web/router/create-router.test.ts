import { describe, expect, it } from 'vitest';
import { createRouter, type HistoryPort } from './create-router.ts';

function createFakeHistory(first: string) {
	const entries = [first];
	const left: string[] = [];
	const listeners = new Set<() => void>();
	const port: HistoryPort = {
		pathname: () => entries.at(-1) ?? '/',
		push: (href) => void entries.push(href),
		replace: (href) => void entries.splice(-1, 1, href),
		leave: (href) => void left.push(href),
		onPop(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
	};
	function back() {
		entries.pop();
		for (const listener of listeners) listener();
	}
	return { port, entries, left, listeners, back };
}

describe('createRouter', () => {
	it('starts at the page that was opened', () => {
		const router = createRouter(createFakeHistory('/library').port);
		expect(router.place.get()).toEqual({ pathname: '/library', came: 'load' });
	});

	it('shows a path of Studio and keeps an entry to come back to', () => {
		const history = createFakeHistory('/characters');
		const router = createRouter(history.port);
		router.navigate('/segments/7');
		expect(router.place.get()).toEqual({ pathname: '/segments/7', came: 'push' });
		expect(history.entries).toEqual(['/characters', '/segments/7']);
	});

	it('tells of a navigation to the page that is shown already', () => {
		const router = createRouter(createFakeHistory('/library').port);
		let told = 0;
		router.place.subscribe(() => (told += 1));
		router.navigate('/library');
		expect(told).toBe(1);
	});

	it('leaves no entry behind a replacement', () => {
		const history = createFakeHistory('/');
		createRouter(history.port).replace('/characters');
		expect(history.entries).toEqual(['/characters']);
	});

	it('leaves Studio for an address elsewhere', () => {
		const history = createFakeHistory('/characters');
		const router = createRouter(history.port);
		router.navigate('https://example.org/');
		expect(history.left).toEqual(['https://example.org/']);
		expect(router.place.get().pathname).toBe('/characters');
	});

	it('follows Back while open, and nothing after', () => {
		const history = createFakeHistory('/characters');
		const router = createRouter(history.port);
		const close = router.open();
		router.navigate('/library');
		history.back();
		expect(router.place.get()).toEqual({ pathname: '/characters', came: 'pop' });
		close();
		expect(history.listeners.size).toBe(0);
	});
});
