/** A file that a document shows whole. */
export interface Quote {
	/** Path from the repository's root. */
	file: string;
	text: string;
	/** The line of the document with the mark, from 1. */
	line: number;
}

const mark = /^<!-- file: (\S+) -->\n```\w+\n([\s\S]*?)^```/gm;

/** The files that a Markdown document shows: blocks of code under a mark `<!-- file: PATH -->`. */
export function findQuotes(markdown: string): Quote[] {
	return [...markdown.matchAll(mark)].map(({ 1: file = '', 2: text = '', index }) => ({
		file,
		text,
		line: markdown.slice(0, index).split('\n').length,
	}));
}

/** How often a document says that it shows a file, also where no block follows. */
export function countMarks(markdown: string): number {
	return [...markdown.matchAll(/<!-- file: /g)].length;
}
