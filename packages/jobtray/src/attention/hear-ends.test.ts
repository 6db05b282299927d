import { describe, expect, test } from 'vitest';
import { createLazyPart } from '../client/lazy-part.ts';
import { createFakeClient } from '../testing/fake-client.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakePage } from '../testing/fake-page.ts';
import { makeJob } from '../testing/make-job.ts';
import { hearEnds } from './hear-ends.ts';
import type { Heard } from './heard.ts';
import type { OpenTelling, Telling } from './open-telling.ts';

const openTelling: OpenTelling = () => {
	throw new Error('Opened by the test instead.');
};

const silent: Omit<Telling, 'learn' | 'close'> = {
	setPreferences() {},
	setBell() {},
	test: async () => 'missing',
	askDesktop: async () => 'missing',
	dismissDesktopOffer() {},
};

/** A page on which what tells of ends is loaded when `arrive` or `fail` says so. */
function openPage() {
	const clock = createFakeClock(1_000_000);
	const page = createFakePage();
	const client = createFakeClient({ clock, page });
	const heard: Heard[] = [];
	const opened: { since: number; awaySince: number | null }[] = [];
	let loads = 0;
	let settle: { arrive(): void; fail(): void } = { arrive() {}, fail() {} };
	const part = createLazyPart<OpenTelling>(() => {
		loads += 1;
		return new Promise((resolve, reject) => {
			settle = { arrive: () => resolve(openTelling), fail: () => reject(new Error('offline')) };
		});
	});
	const hearing = hearEnds({
		client,
		part,
		open(_openTelling, from) {
			opened.push(from);
			return { ...silent, learn: (each) => void heard.push(each), close: () => void opened.pop() };
		},
	});
	return {
		clock,
		page,
		client,
		heard,
		opened,
		...hearing,
		loads: () => loads,
		end(name: string) {
			client.feed('mine').end('live', makeJob({ key: name, name, status: 'completed', finishedAt: clock.now() }));
		},
		async arrive() {
			settle.arrive();
			await Promise.resolve();
			await Promise.resolve();
		},
		async fail() {
			settle.fail();
			await Promise.resolve();
			await Promise.resolve();
		},
		names: () => heard.flatMap(({ ends }) => ends.map(({ job }) => job.name)),
	};
}

describe('ends that are heard before what tells of them is loaded', () => {
	test('[AT20] are held, and handed over once, in order, with the time and the state of their hearing', async () => {
		const tab = openPage();
		tab.end('1');
		tab.clock.advance(300);
		tab.page.set({ focused: false });
		tab.end('2');
		tab.clock.advance(700);
		expect(tab.heard).toEqual([]);
		await tab.arrive();
		tab.end('3');
		expect(tab.names()).toEqual(['1', '2', '3']);
		expect(tab.heard.map(({ at, seen, away }) => [at, seen, away])).toEqual([
			[1_000_000, true, false],
			[1_000_300, true, true],
			[1_001_000, true, true],
		]);
		expect(tab.opened).toEqual([{ since: 1_000_000, awaySince: 1_000_300 }]);
		expect(tab.loads()).toBe(1);
	});

	test('[AT20] count as held by a hidden page, and not as missed by a person who has looked since', async () => {
		const tab = openPage();
		tab.end('1');
		tab.page.set({ hidden: true });
		tab.end('2');
		tab.page.set({ hidden: false, focused: true });
		await tab.arrive();
		expect(tab.heard.map(({ seen, away }) => [seen, away])).toEqual([
			[false, false],
			[false, false],
		]);
	});

	test('[AT20] wait for the next end, event of the page or of the link where loading fails, and none is lost', async () => {
		const tab = openPage();
		tab.end('1');
		await tab.fail();
		expect(tab.loads()).toBe(1);
		tab.end('2');
		expect(tab.loads()).toBe(2);
		await tab.fail();
		tab.page.set({ hidden: true });
		expect(tab.loads()).toBe(3);
		await tab.fail();
		tab.client.link.set({ status: 'waiting', attempt: 1, retryAt: 0 });
		expect(tab.loads()).toBe(4);
		await tab.arrive();
		expect(tab.names()).toEqual(['1', '2']);
	});

	test('[AT21] lets what a person asks meanwhile be done once what tells of ends is loaded', async () => {
		const tab = openPage();
		const asked: string[] = [];
		tab.use(() => asked.push('early'));
		expect(asked).toEqual([]);
		await tab.arrive();
		tab.use(() => asked.push('late'));
		expect(asked).toEqual(['early', 'late']);
	});

	test('[AT20] are handed to nobody once it is over', async () => {
		const tab = openPage();
		tab.end('1');
		tab.close();
		tab.close();
		await tab.arrive();
		tab.end('2');
		expect([tab.heard, tab.opened, tab.client.feed('mine').listeners()]).toEqual([[], [], 0]);
	});
});
