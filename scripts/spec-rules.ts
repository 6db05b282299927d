import ts from 'typescript';

/** The ids of all rules that a SPEC.md states, in its order: `**[AT3]** …`. */
export function toStatedRules(spec: string): string[] {
	return [...spec.matchAll(/\*\*\[([A-Z]{2,}\d+)\]\*\*/g)].map(([, id = '']) => id);
}

const QUOTES_AT_THE_START = /^(?:\s*\[[A-Z]{2,}\d+\])+/;

/**
 * The ids that a file's test titles quote: `[AT3] does not ring…`, or several as `[AT3][AT4] …`.
 * A title is any string that starts so, since contract suites hand theirs on in data; comments do not count.
 */
export function toQuotedRules(code: string, fileName: string): string[] {
	const ids: string[] = [];
	function visit(node: ts.Node): void {
		if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) {
			const start = QUOTES_AT_THE_START.exec(node.text)?.[0] ?? '';
			ids.push(...[...start.matchAll(/[A-Z]{2,}\d+/g)].map(([id]) => id));
		}
		ts.forEachChild(node, visit);
	}
	if (/['"`]\s*\[[A-Z]{2,}\d+\]/.test(code)) visit(ts.createSourceFile(fileName, code, ts.ScriptTarget.Latest));
	return ids;
}
