/** How a benchmark is run. */
export interface BenchOptions {
	/** To try it: few and short rounds. Its figures are printed and not kept. */
	short: boolean;
}

/** What a benchmark found. */
export interface Report {
	/** One line of the table each; the same columns in all. */
	rows: Record<string, string | number>[];
	/** What the table shows, in a sentence. */
	says: string;
	/** What of it has a budget. */
	budgets?: BudgetLine[];
}

/** A figure that must stay below another. */
export interface BudgetLine {
	/** What was measured. */
	what: string;
	/** The most it may be, in `unit`. */
	limit: number;
	/** What it was, in `unit`. */
	measured: number;
	/** `ms`, `%`, `kB`; `×` for how many times its baseline. */
	unit: string;
}
