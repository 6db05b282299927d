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
 * When a queued job should start, given how many start before it: each takes the slot that is free first, and keeps it
 * for as long as a job of the queue takes on average. `null` without ground: a running job without an estimate, or one
 * before it whose length nobody knows.
 */
export function estimateStart(figures: QueueFigures, before: number, now: number): number | null {
	const { parallel, freeAt, meanMs } = figures;
	const unused = Math.max(0, parallel - freeAt.length);
	if (before < unused) return now;
	const known = freeAt.filter((at) => at !== null);
	if (known.length < freeAt.length) return null;
	const busy = known.map((at) => Math.max(at, now));
	if (meanMs === undefined || meanMs <= 0) return before === unused ? Math.min(...busy) : null;
	return findStart([...Array<number>(unused).fill(now), ...busy], { before, meanMs });
}

/** The start after `before` others, of all starts in all slots: found by halving, as their number grows with time. */
function findStart(free: readonly number[], { before, meanMs }: { before: number; meanMs: number }): number {
	const countUpTo = (at: number) =>
		free.reduce((count, from) => count + (at < from ? 0 : Math.floor((at - from) / meanMs) + 1), 0);
	let early = Math.floor(Math.min(...free));
	let late = early + Math.ceil((before + 1) * meanMs);
	while (early < late) {
		const middle = Math.floor((early + late) / 2);
		if (countUpTo(middle) > before) late = middle;
		else early = middle + 1;
	}
	return early;
}

function clamp(value: number, most: number): number {
	return Math.min(Math.max(value, 0), most);
}
