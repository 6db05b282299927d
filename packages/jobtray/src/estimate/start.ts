import type { Place, QueueFigures } from '../protocol/index.ts';

/** How many jobs of the queue start before the one at this place. */
export function countBefore(figures: QueueFigures, place: Place): number {
	let before = 0;
	for (const { lane, waiting } of figures.lanes) {
		if (lane > place.lane) continue;
		for (const [from, to] of waiting) before += lane < place.lane ? to - from : clamp(place.at - from, to - from);
	}
	return before;
}

/**
 * When a queued job should start, given how many start before it: as slots become free, each taking the next in line.
 * `null` without ground: a running job without an estimate, or no job of the queue has ended yet.
 */
export function estimateStart(figures: QueueFigures, before: number, now: number): number | null {
	const slot = before % figures.parallel;
	const rounds = Math.floor(before / figures.parallel);
	if (rounds > 0 && figures.meanMs === undefined) return null;
	const free = toFreeAt(figures, slot, now);
	return free === null ? null : free + rounds * (figures.meanMs ?? 0);
}

/** When the n-th slot becomes free; slots that nobody uses are free now, and come first. */
function toFreeAt({ parallel, freeAt }: QueueFigures, slot: number, now: number): number | null {
	if (freeAt.includes(null)) return null;
	const unused = Math.max(0, parallel - freeAt.length);
	return slot < unused ? now : Math.max(now, freeAt[slot - unused] ?? now);
}

function clamp(value: number, most: number): number {
	return Math.min(Math.max(value, 0), most);
}
