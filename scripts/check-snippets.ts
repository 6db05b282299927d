import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDocuments } from './documents.ts';
import { runCommand } from './run-command.ts';
import { findSnippets } from './snippets.ts';

// Every block of TypeScript in the documents is compiled as a module of its own, with the package's public names.
const FOLDER = 'docs/.snippets';

const documents = findDocuments();

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const files: string[] = [];
for (const document of documents) {
	for (const { language, code, line } of findSnippets(readFileSync(document, 'utf8'))) {
		const name = `${document.replaceAll(/[/.]/g, '-')}-line-${line}.${language}`;
		writeFileSync(join(FOLDER, name), `${code}\nexport {};\n`);
		files.push(name);
	}
}

writeFileSync(
	join(FOLDER, 'tsconfig.json'),
	JSON.stringify({ extends: '../../tsconfig.base.json', compilerOptions: { types: ['node', 'react'] }, files }),
);

const { code, output } = await runCommand(['tsc', '--project', FOLDER]);
if (output.trim() !== '') console.log(output.trimEnd());
console.log(`${files.length} snippets of ${documents.length} documents compiled.`);
if (code === 0) rmSync(FOLDER, { recursive: true });
process.exitCode = code === 0 && files.length > 0 ? 0 : 1;
