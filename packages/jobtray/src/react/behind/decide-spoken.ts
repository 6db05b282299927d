import type { Batch } from '../../protocol/index.ts';

/** How far the spoken progress of a batch has come. */
export interface SpokenProgress {
	/** Which batch: since when it is, on the server's clock; `null` before the first. */
	since: number | null;
	/** The last quarter that was spoken, or had been reached before anybody listened: 0..4. */
	quarter: number;
}

/** Before anything was spoken. */
export const nothingSpoken: SpokenProgress = { since: null, quarter: 0 };

/**
 * Chooses whether to speak of a batch's progress: each quarter once, the newest that has been reached, also where the
 * progress falls because jobs were added. How far a batch is when it is first seen is no news, and its end is told by the
 * ends of its jobs.
 */
export function decideSpoken(before: SpokenProgress, batch: Batch | null): { spoken: SpokenProgress; isNews: boolean } {
	if (batch === null || batch.progress === null) return { spoken: before, isNews: false };
	const quarter = Math.floor(batch.progress * 4);
	if (batch.since !== before.since) return { spoken: { since: batch.since, quarter }, isNews: false };
	if (quarter <= before.quarter) return { spoken: before, isNews: false };
	return { spoken: { since: batch.since, quarter }, isNews: quarter < 4 };
}
