/** What the person is doing with our pages, over all tabs of this device. */
export interface PresenceState {
	/** Whether a page can be seen. */
	seen: boolean;
	/** Whether a page is seen and has the focus. */
	focused: boolean;
	/** Whether such a page has the panel open, on the person's own jobs. */
	reading: boolean;
}

/** Whether the person is there, as a port. */
export interface Presence {
	/** How it stands now. Never rejects. */
	look(): Promise<PresenceState>;
	/** Says of this page whether the panel is open. */
	setReading(reading: boolean): void;
	/** This page does not count any more. Idempotent. */
	close(): void;
}

/** Nobody there. */
export const nobodyThere: PresenceState = { seen: false, focused: false, reading: false };

/** Whether either is so. */
export function joinPresence(one: PresenceState, other: PresenceState): PresenceState {
	return {
		seen: one.seen || other.seen,
		focused: one.focused || other.focused,
		reading: one.reading || other.reading,
	};
}
