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

/** What came before a press. */
export interface BeforePress {
	last: Press | null;
	/** When the rows moved on under a pointer that rested on them. */
	slidAt: number;
}

/** The second press of a double click comes within this time, and so does one that was under way when the rows moved. */
const strayMs = 400;
/** And within this distance: a hand is less steady on glass than on a mouse. A row is higher. */
const strayPx = 32;

/**
 * Decides whether a press is meant for the row it met. One that follows at the same spot on a press on another job was
 * meant for that one: its row moved away, and the next one slid under the pointer. So was one that follows on rows that
 * moved on under a resting pointer. `last` is what to remember.
 */
export function decidePress({ last, slidAt }: BeforePress, press: Press): { meant: boolean; last: Press | null } {
	if (press.at - slidAt < strayMs) return { meant: false, last };
	const stray =
		last !== null &&
		last.key !== press.key &&
		press.at - last.at < strayMs &&
		Math.hypot(press.x - last.x, press.y - last.y) < strayPx;
	return stray ? { meant: false, last: { ...press, key: last.key } } : { meant: true, last: press };
}
