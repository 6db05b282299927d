/** A press of a pointer on a button of a row. */
export interface Press {
	/** Of the job whose row it is. */
	key: string;
	/** In the window, px. */
	x: number;
	y: number;
	/** The event's time stamp, ms. */
	at: number;
}

/** The second press of a double click comes within this time. */
const strayMs = 400;
/** And within this distance: a hand is less steady on glass than on a mouse. A row is higher. */
const strayPx = 32;

/**
 * Decides whether a press is meant for the row it met. One that follows at the same spot on a press on another job was
 * meant for that one: its row moved away, and the next one slid under the pointer. `last` is what to remember.
 */
export function decidePress(last: Press | null, press: Press): { meant: boolean; last: Press } {
	const stray =
		last !== null &&
		last.key !== press.key &&
		press.at - last.at < strayMs &&
		Math.hypot(press.x - last.x, press.y - last.y) < strayPx;
	return stray ? { meant: false, last: { ...press, key: last.key } } : { meant: true, last: press };
}
