import type { AwayFacts } from './away-facts.ts';
import type { FaviconState } from './favicon/favicon-state.ts';

/** Chooses what the tab's icon shows; `null` where the host's own is to show. */
export function toIcon({ active, progress, ends }: AwayFacts): FaviconState | null {
	const failed = ends.some(({ status }) => status === 'failed');
	if (active !== null) return { progress, mark: failed ? 'failed' : null };
	if (ends.length === 0) return null;
	return { progress: null, mark: failed ? 'failed' : 'done' };
}
