/** How an estimate is best said. Minutes are whole, at least 1, and in fives from 10 on: an estimate is no better than that. */
export type Remaining =
	| { type: 'overdue' }
	| { type: 'moment' }
	| { type: 'about'; ms: number }
	| { type: 'range'; fromMs: number; toMs: number };

const minuteMs = 60_000;

/** From `fromMin` minutes on, figures are told in steps of `stepMin`, so that they do not waver with every word on progress. */
const steps = [
	{ fromMin: 60, stepMin: 15 },
	{ fromMin: 10, stepMin: 5 },
];

/** From this share of the remaining time on, a single figure would claim too much. */
const wideSpread = 0.3;

/** Chooses between a figure, a range and words. `at` and `now` are epoch ms, `spreadMs` half the range's width. */
export function toRemaining({ at, spreadMs, now }: { at: number; spreadMs: number; now: number }): Remaining {
	const leftMs = at - now;
	if (leftMs <= 0) return { type: 'overdue' };
	const fromMs = toMinutes(leftMs - spreadMs);
	const toMs = toMinutes(leftMs + spreadMs);
	if (spreadMs > leftMs * wideSpread && toMs > fromMs) return { type: 'range', fromMs, toMs };
	return leftMs < minuteMs ? { type: 'moment' } : { type: 'about', ms: toMinutes(leftMs) };
}

function toMinutes(ms: number): number {
	const minutes = ms / minuteMs;
	const { stepMin } = steps.find(({ fromMin }) => minutes >= fromMin) ?? { stepMin: 1 };
	return Math.max(1, Math.round(minutes / stepMin) * stepMin) * minuteMs;
}
