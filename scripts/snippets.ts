/** A block of code in a document. */
export interface Snippet {
	/** `ts` or `tsx`. */
	language: 'ts' | 'tsx';
	code: string;
	/** The line of the document on which the code begins, from 1. */
	line: number;
}

const fence = /^```(ts|tsx)\n([\s\S]*?)^```/gm;

/** The TypeScript in a Markdown document, in order. Blocks of other languages are left out. */
export function findSnippets(markdown: string): Snippet[] {
	return [...markdown.matchAll(fence)].flatMap(({ 1: language, 2: code, index }) =>
		(language === 'ts' || language === 'tsx') && code !== undefined
			? [{ language, code, line: markdown.slice(0, index).split('\n').length + 1 }]
			: [],
	);
}
