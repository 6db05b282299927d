import { readFileSync, writeFileSync } from 'node:fs';
import { writeLabelTable } from './label-table.ts';

// The words that a document lists are those that the tray says. With `--write` they are written into it.
const DOCUMENT = 'docs/labels.md';
const FENCE = /(<!-- words -->\n)[\s\S]*?(\n<!-- end of words -->)/;

const before = readFileSync(DOCUMENT, 'utf8');
const after = before.replace(FENCE, (_, start: string, end: string) => `${start}${writeLabelTable()}${end}`);
if (process.argv.includes('--write')) writeFileSync(DOCUMENT, after);
else if (before !== after) {
	console.log(`${DOCUMENT} lists other words than the tray says. Run: npx tsx scripts/check-labels.ts --write`);
	process.exitCode = 1;
}
if (!FENCE.test(before)) {
	console.log(`${DOCUMENT} has no place for the words.`);
	process.exitCode = 1;
}
