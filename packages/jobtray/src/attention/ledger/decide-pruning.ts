import type { Told } from './ledger.ts';

/** How long an entry is kept: twice as long as a gateway lists finished jobs by default. */
const keptMs = 48 * 3_600_000;

/** How many entries are kept at most. */
const keptEntries = 2_000;

/** The furthest into the future that a stored time is believed. */
const aheadMs = 24 * 3_600_000;

/** What a ledger goes on with. */
export interface Pruned {
	upTo: number;
	kept: readonly Told[];
	dropped: readonly Told[];
}

/** Chooses which entries are forgotten. `upTo` is what was stored, and anything that is no time makes a fresh start. */
export function decidePruning(stored: { upTo: unknown; told: readonly Told[] }, now: number): Pruned {
	const newest = stored.told.toSorted((a, b) => b.finishedAt - a.finishedAt);
	const isKept = (each: Told, at: number) => at < keptEntries && each.finishedAt > now - keptMs;
	const kept = newest.filter(isKept);
	const dropped = newest.filter((each, at) => !isKept(each, at));
	const upTo = isTime(stored.upTo, now) ? stored.upTo : now;
	return { upTo: Math.max(upTo, ...dropped.slice(0, 1).map((each) => each.finishedAt)), kept, dropped };
}

/** Whether a stored value can be a time on the server's clock, which shows `now`. */
function isTime(value: unknown, now: number): value is number {
	return typeof value === 'number' && value >= 0 && value <= now + aheadMs;
}
