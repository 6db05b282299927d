/** A table of a document that lists all names of something public. */
export interface DocTable {
	/** The import it is from: `jobtray/server`. */
	module: string;
	/** What it lists: `GatewayOptions`. */
	subject: string;
	/** The line of the document on which the table begins, from 1. */
	line: number;
	rows: DocRow[];
}

/** One name of a table. */
export interface DocRow {
	/** What stands in backticks in the first cell, up to its first bracket: `fetch` of `fetch(request)`. */
	name: string;
	/** Whether its default says "required"; `null` in a table without defaults. */
	required: boolean | null;
}

const marked = /^<!-- names: (\S+) (\S+) -->\n((?:\|.*\n?)+)/gm;

/** The tables of a Markdown document below a line `<!-- names: jobtray/server GatewayOptions -->`, in order. */
export function findTables(markdown: string): DocTable[] {
	return [...markdown.matchAll(marked)].map(({ 1: module = '', 2: subject = '', 3: table = '', index }) => {
		const [head = [], , ...body] = table.trimEnd().split('\n').map(toCells);
		const defaults = head.indexOf('Default');
		return {
			module,
			subject,
			line: markdown.slice(0, index).split('\n').length + 1,
			rows: body.flatMap((cells) =>
				[...(cells[0] ?? '').matchAll(/`([\w$-]+)[^`]*`/g)].map(([, name = '']) => ({
					name,
					required: defaults < 0 ? null : (cells[defaults] ?? '').startsWith('required'),
				})),
			),
		};
	});
}

function toCells(line: string): string[] {
	// A bar inside a cell is written `\|`.
	return line
		.split(/(?<!\\)\|/)
		.slice(1, -1)
		.map((cell) => cell.trim());
}

/** A name that there is, and whether it has to be given. */
export interface PublicName {
	name: string;
	required: boolean;
}

/** What is wrong with a table, one sentence each: names left out, names that do not exist, and wrong words on defaults. */
export function compareTable({ rows, subject }: DocTable, names: readonly PublicName[]): string[] {
	const documented = new Map(rows.map((row) => [row.name, row]));
	const known = new Map(names.map((each) => [each.name, each]));
	const missing = names.filter(({ name }) => !documented.has(name)).map(({ name }) => `It leaves out \`${name}\`.`);
	const wrong = rows.flatMap(({ name, required }) => {
		const there = known.get(name);
		if (there === undefined) return [`\`${name}\` is not in ${subject}.`];
		if (required === null || required === there.required) return [];
		return [there.required ? `\`${name}\` has to be given: say "required".` : `\`${name}\` may be left out.`];
	});
	return [...missing, ...wrong];
}

/** The data attributes that a Markdown document names in its text, each once. */
export function findAttributes(markdown: string): string[] {
	return [...new Set([...markdown.matchAll(/`(data-[a-z-]+)/g)].map(([, name = '']) => name))];
}
