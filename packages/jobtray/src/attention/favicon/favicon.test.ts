// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFavicon, type Favicon } from './create-favicon.ts';
import type { FaviconState } from './favicon-state.ts';

const running = (progress: number | null): FaviconState => ({ progress, mark: null });
const hostHead = '<link rel="icon" href="/icon.svg" type="image/svg+xml"><link rel="shortcut icon" href="icon.ico">';

let painted: string[] = [];
let favicon: Favicon;

/** What a painter would draw, in words. */
async function paint({ progress, mark }: FaviconState, hostIcon: string): Promise<string> {
	const text = `data:${progress ?? 'unknown'},${mark ?? 'none'},${new URL(hostIcon).pathname}`;
	painted.push(text);
	return text;
}

beforeEach(() => {
	document.head.innerHTML = hostHead;
	painted = [];
	favicon = createFavicon({ paint });
});

afterEach(() => favicon.close());

function hrefs(): (string | null)[] {
	return [...document.head.querySelectorAll('link[rel~="icon" i]')].map((link) => link.getAttribute('href'));
}

/** Lets what is painted, and the observer, be heard. */
async function settled(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

async function show(state: FaviconState | null): Promise<void> {
	favicon.show(state);
	await settled();
}

function firstLink(): Element {
	const [link] = document.head.getElementsByTagName('link');
	if (link === undefined) throw new Error('The page has no link.');
	return link;
}

describe('what is drawn', () => {
	test('[FV1] moves in steps of 5 %, rounded down, and with the mark', async () => {
		for (const progress of [null, 0, 0.049, 0.05, 0.0999, 0.999, 1]) await show(running(progress));
		await show({ progress: 1, mark: 'failed' });
		await show({ progress: 1, mark: 'failed' });
		expect(painted.map((text) => text.split(',/')[0])).toEqual([
			'data:unknown,none',
			'data:0,none',
			'data:0.05,none',
			'data:0.95,none',
			'data:1,none',
			'data:1,failed',
		]);
	});

	test('[FV1] is the newest, though an older one took longer to draw', async () => {
		const finish: (() => void)[] = [];
		const slow = createFavicon({
			paint: ({ progress }) => new Promise((resolve) => finish.push(() => resolve(`data:${progress}`))),
		});
		slow.show(running(0.1));
		slow.show(running(0.2));
		for (const end of finish.reverse()) end();
		await settled();
		expect(hrefs()).toEqual(['data:0.2', 'data:0.2']);
		slow.show(running(0.3));
		slow.show(null);
		for (const end of finish) end();
		await settled();
		expect(hrefs()).toEqual(['/icon.svg', 'icon.ico']);
		slow.close();
	});

	test('[FV2] is drawn over the host’s best icon, or over /favicon.ico where the host names none', async () => {
		await show(running(0.5));
		expect(painted.at(-1)).toBe('data:0.5,none,/icon.svg');
		await show(null);
		document.head.innerHTML = '';
		await show(running(0.5));
		expect(painted.at(-1)).toBe('data:0.5,none,/favicon.ico');
	});

	test('[FV3] is shown in every icon of the host, so that no browser prefers another', async () => {
		await show(running(0.5));
		expect(hrefs()).toEqual([painted[0], painted[0]]);
	});

	test('[FV8] is nothing where the page cannot show it, or there is no page', async () => {
		const blocked = createFavicon({ paint: async () => null });
		blocked.show(running(0.5));
		await settled();
		expect(hrefs()).toEqual(['/icon.svg', 'icon.ico']);
		blocked.close();
		const absent = createFavicon({ target: null, paint });
		absent.show(running(0.5));
		absent.close();
		expect(painted).toEqual([]);
	});
});

describe('what comes back', () => {
	test.each([
		['null', () => favicon.show(null)],
		['closing', () => favicon.close()],
	])('[FV4] by %s is the host’s own, to the letter and in the same elements', async (_, end) => {
		const before = document.head.innerHTML;
		const links = [...document.head.children];
		await show(running(0.5));
		expect(document.head.innerHTML).not.toBe(before);
		end();
		expect(document.head.innerHTML).toBe(before);
		expect([...document.head.children]).toEqual(links);
	});

	test('[FV4] is nothing where the host had none', async () => {
		document.head.innerHTML = '<meta charset="utf-8">';
		await show(running(0.5));
		expect(hrefs()).toEqual([painted[0]]);
		favicon.close();
		expect(document.head.innerHTML).toBe('<meta charset="utf-8">');
	});

	test('[FV4] is not touched any more after that', async () => {
		await show(running(0.5));
		favicon.close();
		favicon.close();
		await show(running(0.7));
		firstLink().setAttribute('href', '/other.svg');
		await settled();
		expect(hrefs()).toEqual(['/other.svg', 'icon.ico']);
	});

	test.each<[string, () => void, string[]]>([
		['writing another address', () => firstLink().setAttribute('href', '/b.svg'), ['/b.svg', 'icon.ico']],
		[
			'adding an icon',
			() => document.head.insertAdjacentHTML('beforeend', '<link rel="icon" href="/b.svg">'),
			['/icon.svg', 'icon.ico', '/b.svg'],
		],
		['removing one', () => firstLink().remove(), ['icon.ico']],
		['a head filled anew', () => (document.head.innerHTML = '<link rel="icon" href="/b.svg">'), ['/b.svg']],
	])('[FV5] is the host’s newest, by %s, and ours is shown again meanwhile', async (_, write, after) => {
		await show(running(0.5));
		write();
		await settled();
		expect(new Set(hrefs())).toEqual(new Set([painted.at(-1)]));
		expect(hrefs()).toHaveLength(after.length);
		favicon.close();
		expect(hrefs()).toEqual(after);
	});

	test('[FV5] is the host’s newest, even where nobody was told of it yet', async () => {
		await show(running(0.5));
		firstLink().setAttribute('href', '/b.svg');
		favicon.close();
		expect(hrefs()).toEqual(['/b.svg', 'icon.ico']);
	});

	test('[FV5] a link that the host takes away has the host’s address', async () => {
		const link = firstLink();
		await show(running(0.5));
		link.remove();
		await settled();
		expect(link.getAttribute('href')).toBe('/icon.svg');
	});

	test('[FV5] gives way to the first icon of a host without one', async () => {
		document.head.innerHTML = '';
		await show(running(0.5));
		document.head.insertAdjacentHTML('beforeend', '<link rel="icon" href="/b.svg">');
		await settled();
		expect(hrefs()).toEqual(['data:0.5,none,/b.svg']);
		favicon.close();
		expect(hrefs()).toEqual(['/b.svg']);
	});
});

test('[FV6] whoever defends another icon is let be, until the state changes', async () => {
	await show(running(0.5));
	const rival = new MutationObserver(() => {
		if (firstLink().getAttribute('href') !== '/mine.svg') firstLink().setAttribute('href', '/mine.svg');
	});
	rival.observe(document.head, { attributes: true, subtree: true });
	firstLink().setAttribute('href', '/mine.svg');
	for (let turn = 0; turn < 60; turn++) await settled();
	expect(hrefs()[0]).toBe('/mine.svg');
	expect(painted.length).toBeLessThan(30);
	rival.disconnect();
	await show(running(0.6));
	expect(hrefs()[0]).toBe('data:0.6,none,/mine.svg');
});

test('[FV6] other changes in the head are no reason to paint', async () => {
	await show(running(0.5));
	document.head.append(document.createElement('style'), document.createElement('link'));
	await settled();
	expect(painted).toHaveLength(1);
});
