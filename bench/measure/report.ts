/** What a benchmark found. */
export interface Report {
	/** One line of the table each; the same columns in all. */
	rows: Record<string, string | number>[];
	/** What the table shows, in a sentence. */
	says: string;
}
