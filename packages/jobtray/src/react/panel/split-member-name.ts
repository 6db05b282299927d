/** A job's name in parts: what is shown, and between `before` and `after` what its group's row says already. */
export interface MemberName {
	before: string;
	/** Of the group, with what separates it from the rest; empty where nothing is left out. */
	known: string;
	after: string;
}

/** What stands between a group's name and what tells its members apart. */
const separator = /^(?:\s+[·•–—|/>›-]\s+|\s*[:,]\s+)(?=\S)/;

/**
 * Splits the name of a member at its group's name, where that begins it, or its part after a middle dot, and something
 * is left behind it: "Scene 3 · Mira, harbour, warm" of "Mira, harbour" is shown as "Scene 3 · warm".
 */
export function splitMemberName(name: string, group: string): MemberName {
	const whole = { before: '', known: '', after: name };
	if (group === '') return whole;
	const inside = name.indexOf(` · ${group}`);
	const from = name.startsWith(group) ? 0 : inside + 3;
	if (from > 0 && inside < 0) return whole;
	const rest = name.slice(from + group.length);
	const [between] = separator.exec(rest) ?? [];
	if (between === undefined) return whole;
	return { before: name.slice(0, from), known: group + between, after: rest.slice(between.length) };
}
