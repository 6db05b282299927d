/** An end that the title speaks of. */
export interface TitleEnd {
	name: string;
	status: 'completed' | 'failed';
}

/** What a title is made of. */
export interface TitleFacts {
	/** What the host calls itself; empty where the title shall go without. */
	brand: string;
	/** The job that stands for the batch, and how many others are doing the same; `null` once nothing is left to do. */
	active: { name: string; others: number } | null;
	/** Progress of the batch, 0..1; `null` without ground. */
	progress: number | null;
	/** What has ended since the person looked away, oldest first. */
	ends: readonly TitleEnd[];
}

/** Writes the title; `null` where the host's own is to show. */
export function toTitle({ brand, active, progress, ends }: TitleFacts): string | null {
	if (active !== null) return write([toPercent(progress), brand, active.name, active.others]);
	// A failure among completions is what the person must not miss.
	const failed = ends.findLast(({ status }) => status === 'failed');
	const last = failed ?? ends.at(-1);
	return last === undefined ? null : write([failed === undefined ? '✓' : '✗', brand, last.name, ends.length - 1]);
}

function write([mark, brand, name, others]: [mark: string, brand: string, name: string, others: number]): string {
	const head = brand === '' ? mark : `${mark} ${brand} —`;
	return `${head} ${name}${others > 0 ? ` +${others}` : ''}`;
}

function toPercent(progress: number | null): string {
	// Rounded down: 100 % is said by the end, not before it.
	return progress === null ? '[…]' : `[${Math.floor(progress * 100)}%]`;
}
