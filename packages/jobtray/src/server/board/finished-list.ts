/** Keys of finished jobs by the time of their end. Short: the feed takes out what is too many. */
export interface FinishedList {
	add(key: string, at: number): void;
	remove(key: string, at: number): void;
	/** The oldest keys beyond a number of them. */
	over(limit: number): string[];
	/** Whether one that ended then would be among the newest of that number. */
	hasRoomFor(at: number, limit: number): boolean;
}

/** Creates an empty list. */
export function createFinishedList(): FinishedList {
	const list: { key: string; at: number }[] = [];
	return {
		add(key, at) {
			// Ends come in nearly in order, so the place is found near the end.
			let index = list.length;
			while (index > 0 && (list[index - 1]?.at ?? 0) > at) index--;
			list.splice(index, 0, { key, at });
		},
		remove(key, at) {
			let index = list.length - 1;
			while (index >= 0 && (list[index]?.at !== at || list[index]?.key !== key)) index--;
			if (index >= 0) list.splice(index, 1);
		},
		hasRoomFor: (at, limit) => list.length < limit || at >= (list[list.length - limit]?.at ?? Number.POSITIVE_INFINITY),
		over: (limit) => list.slice(0, Math.max(0, list.length - limit)).map(({ key }) => key),
	};
}
