import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

// The public surface grows by decision: `npx vitest run --root packages/jobtray tests/exports.test.ts -u` writes it down
// anew, and the difference is part of the change.

const subpaths = Object.entries(packageJson.exports).flatMap(([subpath, target]) =>
	typeof target === 'object' && target.source.endsWith('/index.ts')
		? [{ subpath: subpath.slice(2), source: target.source }]
		: [],
);

interface ExportedName {
	name: string;
	isType: boolean;
}

/** What an entry file exports. Entries only re-export, by name; anything else is an error here. */
function readExports(source: string): ExportedName[] {
	const code = readFileSync(new URL(`../${source}`, import.meta.url), 'utf8');
	return ts.createSourceFile(source, code, ts.ScriptTarget.Latest).statements.flatMap((statement) => {
		if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) {
			throw new Error(`${source} may only re-export by name, not: ${code.slice(statement.pos, statement.end).trim()}`);
		}
		const isTypeList = statement.isTypeOnly;
		return statement.exportClause.elements.map((element) => ({
			name: element.name.text,
			isType: isTypeList || element.isTypeOnly,
		}));
	});
}

describe.each(subpaths)('the subpath $subpath', ({ subpath, source }) => {
	it('exports what was decided, and nothing else', async () => {
		const lines = readExports(source).map(({ name, isType }) => (isType ? `type ${name}` : name));
		await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot(`exports/${subpath}.txt`);
	});

	it('can be imported where there is no page, and then has those names', async () => {
		const module: object = await import(new URL(`../${source}`, import.meta.url).pathname);
		const values = readExports(source).filter(({ isType }) => !isType);
		expect(Object.keys(module).sort()).toEqual(values.map(({ name }) => name).sort());
	});
});

it('[DN7] the script for a service worker exports nothing, and does nothing elsewhere', async () => {
	const { source } = packageJson.exports['./notification-worker'];
	expect(Object.keys(await import(new URL(`../${source}`, import.meta.url).pathname))).toEqual([]);
});
