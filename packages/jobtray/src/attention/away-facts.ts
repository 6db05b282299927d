/** An end that happened while the person looked elsewhere. */
export interface AwayEnd {
	name: string;
	status: 'completed' | 'failed';
}

/** What a person who looks elsewhere is to see of the tab: how their own jobs stand, and what has ended since. */
export interface AwayFacts {
	/** The job that stands for the batch, and how many others are doing the same; `null` once nothing is left to do. */
	active: { name: string; others: number } | null;
	/** Progress of the batch, 0..1; `null` without ground. */
	progress: number | null;
	/** What has ended since the person looked away, oldest first. */
	ends: readonly AwayEnd[];
}
