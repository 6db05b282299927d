/** How far a sheet was drawn down when the finger let go. */
export interface Drag {
	/** In px; negative above where it began. */
	movedPx: number;
	/** Downwards, in px per ms, over the last moment. */
	speed: number;
	/** Of the sheet, in px. */
	heightPx: number;
}

/** From this share of its height on, a sheet that is let go of closes. */
const farShare = 0.33;

/** A flick of this speed closes it from anywhere, if it went down for more than a slip of the finger. */
const flickSpeed = 0.5;
const slipPx = 16;

/** Decides whether a sheet that is let go of closes; else it goes back up. */
export function decideSheet({ movedPx, speed, heightPx }: Drag): 'close' | 'stay' {
	if (movedPx <= slipPx) return 'stay';
	return speed >= flickSpeed || (speed > -flickSpeed && movedPx >= heightPx * farShare) ? 'close' : 'stay';
}
