/** What a place under the button depends on; in px of the window. */
export interface PlaceFacts {
	/** The button. */
	anchor: { top: number; bottom: number; left: number; right: number };
	widthPx: number;
	view: { width: number; height: number };
	/** Whether one reads from right to left. */
	rtl: boolean;
}

/** Where the panel stands in the window: distances from its edges, and the most that it may be high. */
export interface Place {
	left: number;
	/** From the upper edge where it stands below the button, else from the lower one. */
	top?: number;
	bottom?: number;
	heightPx: number;
}

/** Between button and panel, and between panel and the window's edges. */
const gapPx = 8;

/** A panel with all its rows; as in the styles. */
const highestPx = 560;

/**
 * Chooses the panel's place: below the button, ends in line, all of it in the window. Above only where the window has too
 * little room below and more above. It does not depend on how high the panel is, so that it stays where it is as rows come.
 */
export function decidePlace({ anchor, widthPx, view, rtl }: PlaceFacts): Place {
	const farthest = Math.max(gapPx, view.width - widthPx - gapPx);
	const left = Math.min(farthest, Math.max(gapPx, rtl ? anchor.left : anchor.right - widthPx));
	// A button that was scrolled away takes the panel no farther than the edge.
	const top = Math.max(0, anchor.bottom) + gapPx;
	const bottom = view.height - Math.min(view.height, anchor.top) + gapPx;
	const below = view.height - top - gapPx;
	const above = view.height - bottom - gapPx;
	if (below < highestPx && above > below) return { left, bottom, heightPx: above };
	return { left, top, heightPx: below };
}
