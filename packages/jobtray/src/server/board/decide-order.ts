import type { Place } from '../../protocol/index.ts';
import type { Listed } from '../source.ts';

/** A lane whose order on the board is not that of the engine, with its keys as the engine lists them. */
export interface MisorderedLane {
	queue: string;
	lane: number;
	keys: string[];
}

/** Finds the lanes in which jobs do not stand as the engine lists them, the next to start first. */
export function decideOrder(
	listed: readonly Listed[],
	toJob: (key: string) => { queue: string; place?: Place; undoUntil?: number } | undefined,
): MisorderedLane[] {
	const lanes = new Map<string, MisorderedLane & { last: number; isMisordered: boolean }>();
	for (const { key, status, undoUntil } of listed) {
		if (status !== 'queued' || undoUntil !== undefined) continue;
		const job = toJob(key);
		if (job?.place === undefined || job.undoUntil !== undefined) continue;
		const { lane: number, at } = job.place;
		const id = `${number}:${job.queue}`;
		const lane = lanes.get(id) ?? { queue: job.queue, lane: number, keys: [], last: -1, isMisordered: false };
		lanes.set(id, lane);
		lane.keys.push(key);
		lane.isMisordered ||= at < lane.last;
		lane.last = at;
	}
	return [...lanes.values()].filter(({ isMisordered }) => isMisordered);
}
