import type { AwayFacts } from '../away-facts.ts';

/** What a title is made of. */
export interface TitleFacts extends AwayFacts {
	/** What the host calls itself; empty where the title shall go without. */
	brand: string;
	/** Whether jobs may be named: not on a screen that is shared. */
	names: boolean;
}

/** Writes the title; `null` where the host's own is to show. */
export function toTitle({ brand, names, active, progress, ends }: TitleFacts): string | null {
	if (active !== null) return write([toPercent(progress), brand], names && active);
	// A failure among completions is what the person must not miss.
	const failed = ends.findLast(({ status }) => status === 'failed');
	const last = failed ?? ends.at(-1);
	if (last === undefined) return null;
	return write([failed === undefined ? '✓' : '✗', brand], names && { name: last.name, others: ends.length - 1 });
}

function write([mark, brand]: [mark: string, brand: string], named: false | { name: string; others: number }): string {
	const head = brand === '' ? mark : `${mark} ${brand}`;
	if (named === false) return head;
	const others = named.others > 0 ? ` +${named.others}` : '';
	return `${head}${brand === '' ? '' : ' —'} ${named.name}${others}`;
}

function toPercent(progress: number | null): string {
	// Rounded down: 100 % is said by the end, not before it.
	return progress === null ? '[…]' : `[${Math.floor(progress * 100)}%]`;
}
