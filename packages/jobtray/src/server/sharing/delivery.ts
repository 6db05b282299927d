import type { QueueFigures } from '../../protocol/index.ts';
import type { Row } from '../board/row.ts';

/** The name of a feed between gateways: that of all jobs, or that of one owner. */
export type FeedName = 'all' | `of:${string}`;

/** The name of an owner's feed. */
export function toFeedName(ownerId: string): FeedName {
	return `of:${ownerId}`;
}

/** A row as it is now, and which of the wanted feeds have it. */
export interface DeliveredRow {
	row: Row;
	/** The feed of its owner. */
	inOwn: boolean;
	/** The feed of all. */
	inAll: boolean;
}

/** What became of one queue's jobs, for one gateway. */
export interface Delivery {
	/** From here on all rows of these feeds follow. */
	begin: FeedName[];
	removed: [key: string, feed: FeedName][];
	rows: DeliveredRow[];
	/** Of these feeds all rows have come since their begin: what did not come is not there. */
	end: FeedName[];
	/** Where they have changed. */
	figures?: QueueFigures;
	/** Up to where the sender's board has been told with this; `null` where more of it follows. */
	rev: number | null;
}

/** Feeds that a gateway wants from now on, or no more. */
export interface WantChange {
	add: FeedName[];
	drop: FeedName[];
}
