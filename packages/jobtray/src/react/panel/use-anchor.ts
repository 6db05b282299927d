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
				const virtualizer = virtualizerRef.current;
				// While they are held the lines in view stay as they are, and whoever holds them may be scrolling.
				seen.current = virtualizer === null || lines.held.get() ? [] : readSeen(virtualizer, shown.current);
			}),
		[lines, virtualizerRef],
	);

	useLayoutEffect(() => {
		shown.current = items;
		const virtualizer = virtualizerRef.current;
		const anchor = decideAnchor(seen.current, items);
		seen.current = [];
		if (anchor === null || virtualizer === null) return;
		return pin(virtualizer, { ...anchor, isOver: lines.held.get });
	}, [lines, items, virtualizerRef]);
}

/** Frames until the lines that are new in view have been measured, and what follows from it has been placed. */
const settledFrames = 6;

/** Scrolls so that a line stands where it stood, until all has settled. Returns what ends it. */
function pin(
	virtualizer: VirtualizerHandle,
	{ index, fromTopPx, isOver }: { index: number; fromTopPx: number; isOver(): boolean },
): () => void {
	let frames = 0;
	let frame = 0;
	const place = () => {
		if (isOver()) return;
		const offPx = virtualizer.getItemOffset(index) - virtualizer.scrollOffset - fromTopPx;
		if (Math.abs(offPx) >= 1) virtualizer.scrollTo(virtualizer.scrollOffset + offPx);
		frames += 1;
		if (frames < settledFrames) frame = requestAnimationFrame(place);
	};
	place();
	return () => cancelAnimationFrame(frame);
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
