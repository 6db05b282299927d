import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findLinks, toAnchors } from './doc-links.ts';
import { findDocuments } from './documents.ts';

// A link from a document to a file, a picture or a heading of this repository leads somewhere.
const documents = [...findDocuments(), 'CONTRIBUTING.md', 'SPEC.md', 'CHANGELOG.md'];

let links = 0;
const faults: string[] = [];
for (const document of documents) {
	for (const { target, line } of findLinks(readFileSync(document, 'utf8'))) {
		links++;
		const [path = '', anchor] = target.split('#');
		const file = path === '' ? document : join(dirname(document), path);
		if (!existsSync(file)) faults.push(`${document}:${line}: there is no ${file}.`);
		else if (anchor !== undefined && file.endsWith('.md') && !toAnchors(readFileSync(file, 'utf8')).includes(anchor)) {
			faults.push(`${document}:${line}: ${file} has no heading #${anchor}.`);
		}
	}
}

if (faults.length > 0) console.log(faults.join('\n'));
console.log(`${links} links of ${documents.length} documents followed.`);
process.exitCode = faults.length === 0 && links > 0 ? 0 : 1;
