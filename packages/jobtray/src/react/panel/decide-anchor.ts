import type { ListItem } from './to-list-items.ts';

/** A line that was in view. */
export interface Seen extends Pick<ListItem, 'type' | 'key' | 'section'> {
	index: number;
	/** How far below the upper edge of the view it began, in px; negative above it. */
	fromTopPx: number;
}

/**
 * Decides which line is to stay where it is: the foremost job of which the beginning is in view, that is still in
 * its section. `null` where none is, or where it stands at the same place in the list anyway.
 */
export function decideAnchor(
	seen: readonly Seen[],
	items: readonly ListItem[],
): { index: number; fromTopPx: number } | null {
	if (seen.length === 0) return null;
	const places = new Map(items.map(({ key, section }, index) => [key, { section, index }]));
	const whole = seen.filter(({ fromTopPx }) => fromTopPx >= 0);
	for (const { type, key, section, index, fromTopPx } of [...whole, ...seen]) {
		const now = places.get(key);
		// A heading has lines of its own come and go right below it.
		if (type === 'heading' || now?.section !== section) continue;
		return now.index === index ? null : { index: now.index, fromTopPx };
	}
	return null;
}
