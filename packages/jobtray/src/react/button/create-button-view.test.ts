import { describe, expect, it } from 'vitest';
import { createFakeClient, createFakeReadable, makeJob } from '../../testing/index.ts';
import { createButtonView } from './create-button-view.ts';

function watch() {
	const client = createFakeClient({ now: 1_000_000 });
	const unseen = createFakeReadable({ completed: 0, failed: 0 });
	const open = createFakeReadable(false);
	const view = createButtonView(client, { unseen, open });
	const seen: string[] = [];
	const stop = view.subscribe(() => seen.push(view.get().state));
	const feed = client.feed('mine');
	return { client, unseen, open, view, seen, stop, feed, clock: client.clock };
}

describe('what the button shows', () => {
	it('shows the first snapshot at once', () => {
		const { feed, view } = watch();
		feed.put(makeJob());
		feed.put();
		expect(view.get().state).toBe('running');
	});

	it('[BT7] does not show a job shorter than 150 ms', () => {
		const { feed, clock, seen, view } = watch();
		feed.put();
		clock.advance(5_000);
		seen.length = 0;
		feed.put(makeJob({ key: 'a' }));
		clock.advance(149);
		feed.remove('a');
		clock.advance(5_000);
		expect([...seen, view.get().state].every((state) => state === 'idle')).toBe(true);
	});

	it('[BT8] shows what lasts after 150 ms and keeps it for at least 500 ms', () => {
		const { feed, clock, view } = watch();
		feed.put();
		clock.advance(5_000);
		feed.put(makeJob({ key: 'a' }));
		clock.advance(150);
		expect(view.get().state).toBe('running');
		feed.remove('a');
		clock.advance(499);
		expect(view.get().state).toBe('running');
		clock.advance(1);
		expect(view.get().state).toBe('idle');
	});

	it('[BT8] shows a run and its unseen end without a pause between', () => {
		const { feed, unseen, clock, seen } = watch();
		feed.put(makeJob({ key: 'a' }));
		clock.advance(5_000);
		seen.length = 0;
		feed.put(makeJob({ key: 'a', status: 'completed' }));
		clock.advance(20);
		unseen.set({ completed: 1, failed: 0 });
		clock.advance(5_000);
		expect(seen).toEqual(['done']);
	});

	it('[BT9] shows no unseen ends while the panel is open, which lists them', () => {
		const { feed, unseen, open, clock, seen, view } = watch();
		open.set(true);
		feed.put(makeJob({ key: 'a' }));
		clock.advance(5_000);
		seen.length = 0;
		feed.put(makeJob({ key: 'a', status: 'completed' }));
		unseen.set({ completed: 1, failed: 0 });
		clock.advance(20);
		unseen.set({ completed: 0, failed: 0 });
		clock.advance(5_000);
		expect([seen.includes('done'), view.get().state]).toEqual([false, 'idle']);
		open.set(false);
		unseen.set({ completed: 1, failed: 0 });
		clock.advance(5_000);
		expect(view.get().state).toBe('done');
	});

	it('[BT7] does not show a connection that was lost for a moment', () => {
		const { feed, client, clock, seen } = watch();
		feed.put();
		clock.advance(5_000);
		seen.length = 0;
		client.link.set({ status: 'connecting', attempt: 1, asOf: 0 });
		clock.advance(100);
		client.link.set({ status: 'live' });
		clock.advance(5_000);
		expect(seen.every((state) => state === 'idle')).toBe(true);
	});

	it('survives a clock that is set back', () => {
		const { feed, client, clock, view } = watch();
		feed.put();
		clock.advance(5_000);
		const now = client.clock.now;
		client.clock.now = () => now() - 3_600_000;
		feed.put(makeJob({ key: 'a' }));
		clock.advance(2_000);
		expect(view.get().state).toBe('running');
	});

	it('leaves no listener and no timer', () => {
		const { feed, client, clock, stop } = watch();
		feed.put();
		clock.advance(5_000);
		feed.put(makeJob());
		stop();
		expect([feed.listeners(), client.link.listeners(), clock.pending()]).toEqual([0, 0, 0]);
	});
});
