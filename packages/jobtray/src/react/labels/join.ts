/** Joins what there is with a middle dot, as the tray separates facts: `73 % · 14 min 20 s`. */
export function join(...parts: readonly (string | false | null | undefined)[]): string {
	return parts.filter(Boolean).join(' · ');
}
