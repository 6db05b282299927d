import { type JobRow, toKey } from './job-row.ts';

/** Parents remembered; those looked at longest ago are forgotten first. */
const rememberedParents = 1_000;

/** Clocks of producers and gateways differ by less than this. */
const slackMs = 1_000;

/** Notices that a flow has got more children than its parent was seen with. */
export interface ParentWatch {
	/** Rows were read; the reading began at `readAt`, epoch ms. */
	saw(rows: readonly JobRow[], readAt: number): void;
}

/** Creates a watch that has seen nothing. `onStale` is called with parents to read again. */
export function createParentWatch(onStale: (keys: string[]) => void): ParentWatch {
	const seenAt = new Map<string, number>();
	return {
		saw(rows, readAt) {
			const stale = new Set<string>();
			for (const { queue, id, children, parent, addedAt } of rows) {
				if (children > 0) {
					seenAt.delete(toKey(queue, id));
					seenAt.set(toKey(queue, id), readAt);
				}
				const parentKey = parent === null ? null : toKey(parent.queue, parent.id);
				const parentSeenAt = parentKey === null ? undefined : seenAt.get(parentKey);
				if (parentKey !== null && parentSeenAt !== undefined && addedAt > parentSeenAt - slackMs) stale.add(parentKey);
			}
			// What is read in the same go is new enough.
			for (const { queue, id } of rows) stale.delete(toKey(queue, id));
			for (const key of stale) seenAt.delete(key);
			for (const key of seenAt.keys()) {
				if (seenAt.size <= rememberedParents) break;
				seenAt.delete(key);
			}
			onStale([...stale]);
		},
	};
}
