import { expect, test } from 'vitest';
import { compareTable, findAttributes, findTables } from './doc-tables.ts';

const document = `Text

| a | b |
|---|---|
| \`no\` | not marked |

<!-- names: jobtray/server GatewayOptions -->
| Option | Type | Default |
|---|---|---|
| \`source\` | \`Source\` | required |
| \`path\` | \`'a' \\| 'b'\` | \`/jobtray\` |
`;

test('finds the marked tables of a document, and what their rows begin with', () => {
	expect(findTables(document)).toEqual([
		{
			module: 'jobtray/server',
			subject: 'GatewayOptions',
			line: 8,
			rows: [
				{ name: 'source', required: true },
				{ name: 'path', required: false },
			],
		},
	]);
});

test('says which names a table leaves out, invents, or gets wrong', () => {
	const [table] = findTables(document.replace('`source`', '`sources`'));
	const names = [
		{ name: 'source', required: true },
		{ name: 'path', required: true },
	];
	expect(table && compareTable(table, names)).toEqual([
		'It leaves out `source`.',
		'`sources` is not in GatewayOptions.',
		'`path` has to be given: say "required".',
	]);
});

test('a table without defaults says nothing of what has to be given', () => {
	const [table] = findTables(document.replace('Default', 'Note'));
	expect(table?.rows.map(({ required }) => required)).toEqual([null, null]);
});

test('finds the data attributes that a document names', () => {
	expect(findAttributes('`data-state` and `data-jobtray-theme="dark"`, data-none, `data-state`')).toEqual([
		'data-state',
		'data-jobtray-theme',
	]);
});
