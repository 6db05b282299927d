import type { Place } from '../../protocol/index.ts';
import type { Listed } from '../source.ts';

/** A lane whose order on the board is not that of the engine, with its keys as the engine lists them. */
export interface MisorderedLane {
	queue: string;
	lane: number;
	keys: string[];
}

type ToJob = (key: string) => { queue: string; place?: Place; undoUntil?: number } | undefined;

interface LaneSoFar extends MisorderedLane {
	last: number;
	isMisordered: boolean;
}

/** Finds the lanes in which jobs do not stand as the engine lists them, the next to start first. */
export function decideOrder(listed: readonly Listed[], toJob: ToJob): MisorderedLane[] {
	const lanes = new Map<string, LaneSoFar>();
	let lane: LaneSoFar | undefined;
	for (const { key, status, undoUntil } of listed) {
		if (status !== 'queued' || undoUntil !== undefined) continue;
		const job = toJob(key);
		if (job?.place === undefined || job.undoUntil !== undefined) continue;
		const { queue, place } = job;
		// Those of a lane are mostly listed one after the other.
		if (lane === undefined || lane.lane !== place.lane || lane.queue !== queue)
			lane = openLane(lanes, queue, place.lane);
		lane.keys.push(key);
		if (place.at < lane.last) lane.isMisordered = true;
		lane.last = place.at;
	}
	return [...lanes.values()].filter(({ isMisordered }) => isMisordered);
}

function openLane(lanes: Map<string, LaneSoFar>, queue: string, lane: number): LaneSoFar {
	const id = `${lane}:${queue}`;
	const known = lanes.get(id);
	if (known !== undefined) return known;
	const opened = { queue, lane, keys: [], last: -1, isMisordered: false };
	lanes.set(id, opened);
	return opened;
}
