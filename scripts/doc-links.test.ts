import { expect, test } from 'vitest';
import { findLinks, toAnchors } from './doc-links.ts';

test('finds links and pictures of a document that stay in the repository', () => {
	const document = [
		'[here](a.md) and ![there](images/b.png)',
		'<img src="c.png"> [out](https://example.com) `[code](d.md)`',
		'```ts',
		'call[e](f.md)',
		'```',
		'[down](#g)',
	].join('\n');
	expect(findLinks(document)).toEqual([
		{ target: 'a.md', line: 1 },
		{ target: 'images/b.png', line: 1 },
		{ target: 'c.png', line: 2 },
		{ target: '#g', line: 6 },
	]);
});

test('names the anchors of headings', () => {
	expect(toAnchors('# A page\n\n## `createClient`, and more\n\n```sh\n# no heading\n```\n')).toEqual([
		'a-page',
		'createclient-and-more',
	]);
});
