import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { Lines } from './create-lines.ts';
import { decideAnchor, type Seen } from './decide-anchor.ts';
import type { ListItem } from './to-list-items.ts';

/** Keeps what is read in a scrolled list where it is while lines come and go above it. */
export function useAnchor(list: {
	lines: Lines;
	items: readonly ListItem[];
	virtualizerRef: RefObject<VirtualizerHandle | null>;
}): void {
	const { lines, items, virtualizerRef } = list;
	const shown = useRef(items);
	const seen = useRef<Seen[]>([]);

	// Asked before what has changed is drawn: the virtualizer still knows where the lines were.
	useLayoutEffect(
		() =>
			lines.subscribe(() => {
				seen.current = virtualizerRef.current === null ? [] : readSeen(virtualizerRef.current, shown.current);
			}),
		[lines, virtualizerRef],
	);

	useLayoutEffect(() => {
		shown.current = items;
		const virtualizer = virtualizerRef.current;
		const anchor = decideAnchor(seen.current, items);
		seen.current = [];
		if (anchor === null || virtualizer === null) return;
		virtualizer.scrollTo(virtualizer.getItemOffset(anchor.index) - anchor.fromTopPx);
	}, [items, virtualizerRef]);
}

/** The lines in view of a list that is scrolled; none at its top, where what is new is meant to be seen. */
function readSeen(virtualizer: VirtualizerHandle, items: readonly ListItem[]): Seen[] {
	const { scrollOffset, viewportSize } = virtualizer;
	if (scrollOffset <= 0) return [];
	const first = virtualizer.findItemIndex(scrollOffset);
	const last = virtualizer.findItemIndex(scrollOffset + viewportSize);
	return items.slice(first, last + 1).map(({ type, key, section }, at) => ({
		type,
		key,
		section,
		index: first + at,
		fromTopPx: virtualizer.getItemOffset(first + at) - scrollOffset,
	}));
}
