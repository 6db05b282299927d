/** A line of a table; words and figures. */
export type BenchRow = Record<string, string | number>;

/** What one benchmark has left behind. */
export interface BenchResult {
	name: string;
	machine: string;
	/** When, as ISO text. */
	at: string;
	/** How long it took. */
	tookS?: number;
	rows: BenchRow[];
	budgets?: { what: string; limit: number; measured: number; unit: string }[];
}

const MARKED = /(<!-- bench ([a-z-]+) -->\n)[\s\S]*?(\n<!-- \/bench -->)/g;

/** The name under which a page asks for the budgets of all benchmarks. */
const ALL_BUDGETS = 'budgets';

/**
 * Fills the tables of a page: what stands between `<!-- bench NAME -->` and `<!-- /bench -->` becomes that benchmark's table,
 * `<!-- bench budgets -->` the budgets of all. What has no figures yet says so.
 */
export function fillBenchPage(markdown: string, results: readonly BenchResult[]): string {
	return markdown.replace(MARKED, (_, head: string, name: string, foot: string) => {
		const result = results.find((each) => each.name === name);
		const text =
			name === ALL_BUDGETS ? toBudgetTable(results) : result === undefined ? toMissing(name) : toSection(result);
		return `${head}\n${text}\n${foot}`;
	});
}

function toMissing(name: string): string {
	return `Not measured yet: \`${`npm run bench ${name}`.trim()}\`.`;
}

function toSection({ name, machine, at, tookS, rows }: BenchResult): string {
	const took = tookS === undefined ? '' : `, ${Math.max(1, Math.round(tookS / 60))} min`;
	return `\`npm run bench ${name}\`, ${at.slice(0, 10)}, ${machine}${took}:\n\n${toMarkdownTable(rows)}`;
}

function toBudgetTable(results: readonly BenchResult[]): string {
	const rows = results.flatMap(({ name, budgets = [] }) =>
		budgets.map(
			({ what, limit, measured, unit }): BenchRow => ({
				what,
				budget: `≤ ${toCell(limit)} ${unit}`,
				measured: `${toCell(measured)} ${unit}`,
				holds: measured <= limit ? 'yes' : '**no**',
				by: `\`${name}\``,
			}),
		),
	);
	return rows.length === 0 ? toMissing('') : toMarkdownTable(rows);
}

function toMarkdownTable(rows: readonly BenchRow[]): string {
	const columns = Object.keys(rows[0] ?? {});
	const lines = rows.map((row) => `| ${columns.map((column) => toCell(row[column])).join(' | ')} |`);
	return [`| ${columns.join(' | ')} |`, `|${'---|'.repeat(columns.length)}`, ...lines].join('\n');
}

/** A figure with as many digits as say something. */
export function toCell(value: string | number | undefined): string {
	if (typeof value !== 'number') return value ?? '';
	return value.toLocaleString('en', { maximumSignificantDigits: value < 100 ? 3 : 6 });
}
