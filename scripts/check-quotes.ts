import { existsSync, readFileSync } from 'node:fs';
import { findDocuments } from './documents.ts';
import { countMarks, findQuotes } from './quotes.ts';

// A file that a document shows is shown as it is.
const faults: string[] = [];
let quotes = 0;
for (const document of findDocuments()) {
	const markdown = readFileSync(document, 'utf8');
	const found = findQuotes(markdown);
	if (found.length !== countMarks(markdown)) faults.push(`${document}: a mark "file:" has no block of code below it.`);
	for (const { file, text, line } of found) {
		quotes++;
		if (!existsSync(file)) faults.push(`${document}:${line}: there is no ${file}.`);
		else if (readFileSync(file, 'utf8') !== text) faults.push(`${document}:${line}: ${file} is not as shown here.`);
	}
}

if (faults.length > 0) console.log(faults.join('\n'));
console.log(`${quotes} files are shown in documents as they are.`);
process.exitCode = faults.length === 0 && quotes > 0 ? 0 : 1;
