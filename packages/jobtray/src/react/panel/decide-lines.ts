import { type BundleItem, type JobItem, type ListItem, sections } from './to-list-items.ts';

/** What the lines of the list follow from. */
export interface LinesStep {
	/** What is shown; empty at first. */
	shown: readonly ListItem[];
	/** The list as it would be laid out now, bundles folded. */
	next: readonly ListItem[];
	/** Which bundles are unfolded. */
	unfolded: ReadonlySet<string>;
	/** Index in `shown` of the last line that is in view, while the lines are to keep their places; `null` while not. */
	heldUpTo: number | null;
}

/**
 * Decides the lines of the list. While they are held, those down to the last one in view stay what and where they are;
 * what is new for the sections above waits, and below the view the list is as laid out.
 */
export function decideLines({ shown, next, unfolded, heldUpTo }: LinesStep): readonly ListItem[] {
	const laid = heldUpTo === null ? next : holdLines({ shown, next, heldUpTo });
	const bundles = new Map(shown.flatMap((item) => (item.type === 'bundle' ? [[item.key, item]] : [])));
	const lines: ListItem[] = [];
	for (const item of laid) {
		if (item.type !== 'bundle') {
			lines.push(item);
			continue;
		}
		// The very same where it says the same: what is drawn from it is then not drawn again.
		const before = bundles.get(item.key);
		lines.push(isSame(item, before) ? before : item);
		if (!unfolded.has(item.id)) continue;
		const held = heldUpTo === null ? undefined : heldMembers(shown, item);
		lines.push(...(held ?? item.members));
	}
	return lines.length === shown.length && lines.every((item, at) => isSame(item, shown[at])) ? shown : lines;
}

function holdLines({ shown, next, heldUpTo }: Omit<LinesStep, 'unfolded'> & { heldUpTo: number }): ListItem[] {
	const now = new Map(next.map((item) => [item.key, item]));
	const top: ListItem[] = [];
	for (const item of shown.slice(0, heldUpTo + 1)) {
		// A bundle draws itself from its members; its place and form are what is held.
		const fresh = now.get(item.key);
		if (item.type === 'job') {
			if (!item.member) top.push(item);
		} else if (item.type === 'bundle' && fresh?.type === 'bundle')
			top.push({ ...fresh, section: item.section, form: item.form });
		else top.push(fresh ?? item);
	}
	const last = top.at(-1);
	if (last === undefined) return [...next];
	const kept = new Set(top.map(({ key }) => key));
	const from = sections.indexOf(last.section);
	const all = [...top, ...next.filter((item) => !kept.has(item.key) && sections.indexOf(item.section) >= from)];
	// A heading whose lines are kept elsewhere stands over nothing.
	return all.filter((item, at) => item.type !== 'heading' || (all[at + 1]?.type ?? 'heading') !== 'heading');
}

/** The members that are shown under a bundle, in the places that they have. */
function heldMembers(shown: readonly ListItem[], bundle: BundleItem): JobItem[] | undefined {
	const at = shown.findIndex(({ key }) => key === bundle.key);
	if (at < 0) return undefined;
	const members: JobItem[] = [];
	for (const item of shown.slice(at + 1)) {
		if (item.type !== 'job' || !item.member) break;
		members.push(item);
	}
	return members.length > 0 ? members : undefined;
}

function isSame<T extends ListItem>(a: T, b: ListItem | undefined): b is T {
	if (a === b) return true;
	if (a.key !== b?.key || a.section !== b.section) return false;
	if (a.type === 'heading') return b.type === 'heading' && a.count === b.count;
	if (a.type === 'job') return b.type === 'job' && a.form === b.form && a.member === b.member;
	return (
		b.type === 'bundle' &&
		a.form === b.form &&
		a.parent === b.parent &&
		a.members.length === b.members.length &&
		a.members.every((member, at) => isSame(member, b.members[at]))
	);
}
