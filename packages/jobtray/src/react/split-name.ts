/** Splits "Generating Scene 3 · Mira, forest at dusk" into what it is and the rest; the rest is empty where there is none. */
export function splitName(name: string): [what: string, rest: string] {
	const at = name.indexOf(' · ');
	return at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 3)];
}
