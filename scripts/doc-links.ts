/** A link of a document to something in this repository. */
export interface DocLink {
	/** A path relative to the document, or `#heading`, or both. */
	target: string;
	/** The line of the document, from 1. */
	line: number;
}

const link = /\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g;

/** The links of a Markdown document that stay in the repository, pictures included; code is left out. */
export function findLinks(markdown: string): DocLink[] {
	const prose = markdown.replace(/^```[\s\S]*?^```/gm, (code) => code.replace(/[^\n]/g, '')).replace(/`[^`\n]*`/g, '');
	return prose.split('\n').flatMap((text, at) =>
		[...text.matchAll(link)].flatMap(([, inText, inTag]) => {
			const target = inText ?? inTag ?? '';
			return /^[a-z]+:/i.test(target) ? [] : [{ target, line: at + 1 }];
		}),
	);
}

/** The anchors of a document's headings, as the usual viewers of Markdown name them. */
export function toAnchors(markdown: string): string[] {
	const prose = markdown.replace(/^```[\s\S]*?^```/gm, '');
	return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
}
