/** How long between two times that the panel opens by itself, at least. */
export const apartMs = 15_000;

/** How things stand when nothing is left to do. */
export interface OpeningFacts {
	/** Whether the person wants it. */
	wanted: boolean;
	/** How many jobs are still to be done: another may have come meanwhile. */
	left: number;
	/** How many runs have ended that the person has not seen; cancelled ones do not count. */
	unseen: number;
	/** Whether the page has the focus: elsewhere nobody would see it before it closes. */
	focused: boolean;
	/** Whether the panel is open. */
	open: boolean;
	/** How long ago it opened by itself, in ms; `null` if it never did. */
	sinceMs: number | null;
}

/** Chooses whether the panel opens by itself. */
export function decideOpening({ wanted, left, unseen, focused, open, sinceMs }: OpeningFacts): boolean {
	return wanted && focused && !open && left === 0 && unseen > 0 && (sinceMs === null || sinceMs >= apartMs);
}
