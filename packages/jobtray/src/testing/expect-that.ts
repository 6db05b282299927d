/** Throws with what was expected and what was found; a contract suite brings no assertion library of its own. */
export function expectThat(expected: string, found: unknown, isSo: boolean): asserts isSo {
	if (!isSo) throw new Error(`Expected ${expected}, but found ${JSON.stringify(found)}.`);
}

/** Throws unless both are the same once written as JSON. */
export function expectSame(what: string, found: unknown, expected: unknown): void {
	expectThat(
		`${what} to be ${JSON.stringify(expected)}`,
		found,
		JSON.stringify(sorted(found)) === JSON.stringify(sorted(expected)),
	);
}

function sorted(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(sorted);
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, inner]) => [key, sorted(inner)]),
	);
}
