/** Takes the rules of `@layer jobtray` out of their layer, for hosts whose reset is in none. */
export function toUnlayered(css: string): string {
	const layer = /@layer jobtray\s*\{/.exec(css);
	if (layer === null)
		throw new Error('There is no "@layer jobtray {" in the styles, so that nothing can be taken out of it.');
	const begin = layer.index + layer[0].length;
	let depth = 1;
	let end = begin;
	for (; depth > 0 && end < css.length; end++) depth += { '{': 1, '}': -1 }[css.charAt(end)] ?? 0;
	return css.slice(0, layer.index) + css.slice(begin, end - 1) + css.slice(end);
}
