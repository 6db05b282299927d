/** One line of a table that says what proves a promise. */
export interface Evidence {
	/** Text of the first cell: the id of the promise. */
	id: string;
	/** Rules of SPEC.md. */
	rules: string[];
	tests: { file: string; title: string }[];
	/** What it links to, as written: relative to the document. */
	links: string[];
}

const ROW = /^\|(.+)\|\s*$/;
/** Facts are the tests of a contract suite, and walks the steps of browser tests: they stand beside those, and each runs them. */
const TEST = /`([^`]+\.test\.tsx?|[^`]+\.spec\.ts|[^`]+-facts\.ts|e2e\/walk-[^`]+\.ts)` “([^”]+)”/g;

/** Reads the rows of all tables of a document; heads and rulers are none. */
export function toEvidence(markdown: string): Evidence[] {
	const lines = markdown.split('\n');
	return lines.flatMap((line, at) => {
		const text = ROW.exec(line)?.[1];
		if (text === undefined || isRuler(line) || isRuler(lines[at + 1] ?? '')) return [];
		return [
			{
				id: text.split('|')[0]?.trim() ?? '',
				rules: [...text.replace(TEST, '').matchAll(/\[([A-Z]{2,}\d+)\](?!\()/g)].map(([, id = '']) => id),
				tests: [...text.matchAll(TEST)].map(([, file = '', title = '']) => ({ file, title })),
				links: [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target),
			},
		];
	});
}

function isRuler(line: string): boolean {
	return /^\|[\s|:-]+\|\s*$/.test(line);
}

/** What there is to be named. */
export interface Evident {
	rules: ReadonlySet<string>;
	/** The text of a test's file; `null` where there is none. */
	readTest(file: string): string | null;
	hasLink(target: string): boolean;
}

/** Says what a table names that does not exist, and which rows name too little. */
export function findUnproven(rows: readonly Evidence[], evident: Evident): string[] {
	return rows.flatMap((row) => [
		...(row.rules.length === 0 ? [`${row.id} names no rule.`] : []),
		...(row.tests.length === 0 ? [`${row.id} names no test.`] : []),
		...row.rules.filter((id) => !evident.rules.has(id)).map((id) => `${row.id} names [${id}], which SPEC.md lacks.`),
		...row.tests.flatMap(({ file, title }) => {
			const text = evident.readTest(file);
			if (text === null) return [`${row.id} names ${file}, which does not exist.`];
			return text.includes(title) ? [] : [`${row.id} names “${title}”, which ${file} lacks.`];
		}),
		...row.links
			.filter((target) => !evident.hasLink(target))
			.map((target) => `${row.id} links to ${target}, which does not exist.`),
	]);
}
