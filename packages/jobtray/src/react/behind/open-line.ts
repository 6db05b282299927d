/** Joins the pages of one person, for something that has no content but that it happened. */
export interface Line {
	/** Tells the other pages. */
	tell(): void;
	/** Idempotent. */
	close(): void;
}

/** Opens it, and hears what other pages tell. Where the browser has no such thing, nothing is told or heard. */
export function openLine(name: string, hear: () => void): Line {
	if (typeof BroadcastChannel === 'undefined') return { tell() {}, close() {} };
	const channel = new BroadcastChannel(name);
	channel.onmessage = hear;
	return { tell: () => channel.postMessage(null), close: () => channel.close() };
}
