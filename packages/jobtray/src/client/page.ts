/** What happened to the page, told after `hidden()` and `focused()` say so. */
export type PageEvent =
	| 'visible'
	| 'hidden'
	/** Its window received the focus, or lost it while the page itself may still be seen. */
	| 'focused'
	| 'blurred'
	/** A hint only: browsers are often wrong about it. */
	| 'online'
	| 'offline'
	/** Shown by navigation; `restored` where it came out of the back/forward cache. */
	| 'shown'
	| 'restored'
	/** About to be left; it may go into the back/forward cache and come back as `restored`. */
	| 'left'
	/** Its timers and messages stop and go on. Chromium only; nothing may depend on it. */
	| 'frozen'
	| 'resumed';

/** The page as a port: who can see it, and what wakes it. */
export interface Page {
	/** Whether nobody can see the page: another tab, or a minimised window. */
	hidden(): boolean;
	/** Whether the page is seen and its window has the focus. */
	focused(): boolean;
	/** Calls `listener` after each event. Returns what ends it. */
	subscribe(listener: (event: PageEvent) => void): () => void;
}
