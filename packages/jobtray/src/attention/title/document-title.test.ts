// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { createDocumentTitle } from './document-title.ts';
import type { TitleTarget } from './title-target.ts';

const ours = '[73%] X121 — Generating  Scene 3';
const clock = createFakeClock();
let target: TitleTarget;

beforeEach(() => {
	document.head.innerHTML = '<meta charset="utf-8"><title>Characters</title>';
	target = createDocumentTitle(clock);
});

afterEach(() => target.restore());

function titles(): (string | null)[] {
	return [...document.head.querySelectorAll('title')].map((element) => element.textContent);
}

/** Lets the observer be told. */
async function observed(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

function makeTitle(text: string): HTMLTitleElement {
	const element = document.createElement('title');
	element.textContent = text;
	return element;
}

/** The ways in which hosts write their titles. Each writes "Library". */
const writes: [string, () => void][] = [
	['document.title', () => (document.title = 'Library')],
	['the text node, as React does', () => document.querySelector('title')?.firstChild?.replaceWith('Library')],
	[
		'the value of the text node it holds',
		() => {
			const node = document.querySelector('title')?.firstChild;
			if (node) node.nodeValue = 'Library';
		},
	],
	['another element in its place', () => document.querySelector('title')?.replaceWith(makeTitle('Library'))],
	[
		'an element of its own before the old one, as React 19 does',
		() => document.head.insertBefore(makeTitle('Library'), document.querySelector('title')),
	],
	[
		'removing it, and adding another later',
		() => {
			document.querySelector('title')?.remove();
			queueMicrotask(() => document.head.append(makeTitle('Library')));
		},
	],
	['a head filled anew', () => (document.head.innerHTML = '<title>Library</title>')],
];

describe('the title of the document', () => {
	test.each(writes)('[TT6] comes back as the host wrote it meanwhile, by %s', async (_, writeLibrary) => {
		target.show(ours);
		expect(titles()).toEqual([ours]);
		writeLibrary();
		await observed();
		expect(titles()[0]).toBe(ours);
		target.show('[74%] X121 — Generating Scene 3');
		expect(titles()[0]).toBe('[74%] X121 — Generating Scene 3');
		await observed();
		target.restore();
		expect(document.title).toBe('Library');
	});

	test.each(writes)('[TT6] comes back even where nobody was told of it yet, by %s', async (_, writeLibrary) => {
		target.show(ours);
		writeLibrary();
		target.restore();
		await observed();
		expect(document.title).toBe('Library');
	});

	test('[TT6] comes back as the host wrote it just before ours moved on', () => {
		target.show(ours);
		document.title = 'Library';
		target.show('[74%] X121 — Generating Scene 3');
		expect(titles()).toEqual(['[74%] X121 — Generating Scene 3']);
		target.restore();
		expect(titles()).toEqual(['Library']);
	});

	test('[TT6] comes back in the element that React takes away again', async () => {
		target.show(ours);
		const own = makeTitle('Library');
		document.head.prepend(own);
		await observed();
		expect(titles()).toEqual([ours, 'Characters']);
		own.remove();
		await observed();
		expect(titles()).toEqual([ours]);
		target.restore();
		expect(titles()).toEqual(['Characters']);
	});

	test('[TT6] is the newest of several', async () => {
		target.show(ours);
		for (const text of ['Library', '', 'Segment 7']) {
			document.title = text;
			await observed();
			expect(titles()).toEqual([ours]);
		}
		target.restore();
		expect(titles()).toEqual(['Segment 7']);
	});

	test('[TT7] is let be where somebody defends another, and ours comes with the next change', async () => {
		const rival = new MutationObserver(() => {
			if (document.title !== 'Mine') document.title = 'Mine';
		});
		rival.observe(document.head, { childList: true, characterData: true, subtree: true });
		target.show(ours);
		await observed();
		expect(document.title).toBe('Mine');
		rival.disconnect();
		target.show('[74%] X121 — Generating Scene 3');
		expect(document.title).toBe('[74%] X121 — Generating Scene 3');
		target.restore();
		expect(document.title).toBe('Mine');
	});

	test('[TT7] is shown again after other changes in the head, without being written', async () => {
		target.show(ours);
		const node = document.querySelector('title')?.firstChild;
		document.head.append(document.createElement('style'));
		await observed();
		expect(document.querySelector('title')?.firstChild).toBe(node);
		expect(titles()).toEqual([ours]);
	});

	test('[TT9] is restored to the letter, in the same element and text node', () => {
		document.head.innerHTML = '<title>\n  Characters  of\tMira\n</title>';
		const element = document.querySelector('title');
		const node = element?.firstChild;
		target.show(ours);
		target.restore();
		target.restore();
		expect(titles()).toEqual(['\n  Characters  of\tMira\n']);
		expect(document.querySelector('title')).toBe(element);
		expect(element?.firstChild).toBe(node);
	});

	test('[TT9] is gone again where the host had none', async () => {
		document.querySelector('title')?.remove();
		target.show(ours);
		expect(titles()).toEqual([ours]);
		target.restore();
		expect(titles()).toEqual([]);
	});

	test('[TT9] gives way to the first that a host without one adds', async () => {
		document.querySelector('title')?.remove();
		target.show(ours);
		document.head.append(makeTitle('Library'));
		await observed();
		expect(titles()).toEqual([ours]);
		target.restore();
		expect(titles()).toEqual(['Library']);
	});

	test('[TT9] is not touched any more after that', async () => {
		target.show(ours);
		target.restore();
		document.title = 'Library';
		await observed();
		expect(titles()).toEqual(['Library']);
	});
});
