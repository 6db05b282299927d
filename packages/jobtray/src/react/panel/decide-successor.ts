/**
 * Decides which row has the focus after the button that had it is gone: the next that has a button of the same kind, else
 * the nearest before it, else none. `rows` is the list as it was when the button was there.
 */
export function decideSuccessor(
	rows: readonly string[],
	{ gone, offers }: { gone: string; offers(row: string): boolean },
): string | null {
	const at = rows.indexOf(gone);
	const before = rows.slice(0, Math.max(0, at)).reverse();
	return [...rows.slice(at + 1), ...before].find(offers) ?? null;
}
