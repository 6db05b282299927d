import { expect, test } from 'vitest';
import { countMarks, findQuotes } from './quotes.ts';

const shown = 'Text\n\n<!-- file: deploy/a.conf -->\n```nginx\nlisten 80;\n```\n\nMore\n';

test('finds the files that a document shows, with what it shows of them', () => {
	expect(findQuotes(shown)).toEqual([{ file: 'deploy/a.conf', text: 'listen 80;\n', line: 3 }]);
	expect(findQuotes('```nginx\nlisten 80;\n```\n')).toEqual([]);
});

test('a mark without its block is counted all the same', () => {
	expect([countMarks(shown), countMarks('<!-- file: deploy/a.conf -->\n\nText\n')]).toEqual([1, 1]);
});
