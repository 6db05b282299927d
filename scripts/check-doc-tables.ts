import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { compareTable, findAttributes, findTables } from './doc-tables.ts';
import { findDocuments } from './documents.ts';
import { readPublicNames } from './public-names.ts';

// A table of options that is marked as such lists every option that there is, and no other; and the tray has the data
// attributes that a document names.
const SOURCE = 'packages/jobtray/src';

const modules = readdirSync(SOURCE, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const entries = new Map(modules.map(({ name }) => [`jobtray/${name}`, `${SOURCE}/${name}/index.ts`]));
const { config } = ts.readConfigFile('tsconfig.base.json', ts.sys.readFile);
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');
const names = readPublicNames(entries, options);

const parts = readdirSync(`${SOURCE}/react`, { recursive: true, encoding: 'utf8' }).filter((path) =>
	/\.(tsx|css)$/.test(path),
);
const drawn = parts.map((path) => readFileSync(`${SOURCE}/react/${path}`, 'utf8')).join('\n');

let tables = 0;
const faults: string[] = [];
for (const document of findDocuments()) {
	const markdown = readFileSync(document, 'utf8');
	const unknown = findAttributes(markdown).filter((attribute) => !drawn.includes(attribute));
	faults.push(...unknown.map((attribute) => `${document}: no part of the tray has ${attribute}.`));
	for (const table of findTables(markdown)) {
		tables++;
		const found = names.find(table.module, table.subject);
		const wrong = found === null ? [`${table.module} exports no ${table.subject}.`] : compareTable(table, found);
		faults.push(...wrong.map((fault) => `${document}:${table.line}: ${table.subject}: ${fault}`));
	}
}

if (faults.length > 0) console.log(faults.join('\n'));
console.log(`${tables} tables compared with what the library exports.`);
process.exitCode = faults.length === 0 && tables > 0 ? 0 : 1;
