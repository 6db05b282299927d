import { describe, expect, it } from 'vitest';
import { createFakeClient, createFakePage } from '../testing/index.ts';
import { createSecond } from './create-second.ts';

function start() {
	const page = createFakePage();
	const client = createFakeClient({ now: 10_400, page });
	return { page, client, clock: client.clock, second: createSecond(client) };
}

describe('the second hand', () => {
	it('[PN4] moves once a second, with one timer however many listen', () => {
		const { second, clock } = start();
		const seen: number[] = [];
		const stops = [second.subscribe(() => seen.push(second.get())), second.subscribe(() => {})];
		expect(clock.pending()).toBe(1);
		clock.advance(2_000);
		expect(seen).toEqual([11_000, 12_000]);
		for (const stop of stops) stop();
	});

	it('[PN4] stands still while nobody listens', () => {
		const { second, clock, page } = start();
		expect(second.get()).toBe(10_000);
		second.subscribe(() => {})();
		expect([clock.pending(), page.listeners()]).toEqual([0, 0]);
	});

	it('[PN4] stands still while nobody can see the page, and is right again at once', () => {
		const { second, clock, page } = start();
		const stop = second.subscribe(() => {});
		page.set({ hidden: true });
		expect(clock.pending()).toBe(0);
		clock.advance(60_000);
		expect(second.get()).toBe(10_000);
		page.set({ hidden: false });
		expect(second.get()).toBe(70_000);
		stop();
	});

	it('[PN5] stands at the time of what is shown while the link is lost, tells its listeners, and goes on after', () => {
		const { second, client, clock } = start();
		let told = 0;
		const stop = second.subscribe(() => told++);
		clock.advance(1_600);
		client.link.set({ status: 'connecting', attempt: 1, asOf: 11_300 });
		clock.advance(5_000);
		expect([second.get(), told]).toEqual([11_000, 7]);
		client.link.set({ status: 'live' });
		// Not before the next second: by then the rows are new as well.
		expect(second.get()).toBe(11_000);
		clock.advance(1_000);
		expect(second.get()).toBe(18_000);
		stop();
	});
});
