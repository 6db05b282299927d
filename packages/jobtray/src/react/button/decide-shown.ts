import type { ButtonView } from './decide-button.ts';

/** A change must last this long before it is shown: jobs shorter than a moment do not make the button blink. */
const showAfterMs = 150;
/** What is shown stays at least this long: long enough to be read. */
const keepMs = 500;

/** What is on the screen, and what may follow. */
export interface Shown {
	view: ButtonView;
	/** Since when this phase is shown, epoch ms. */
	since: number;
	/** Another phase that has begun and is not shown yet. */
	coming: { phase: ButtonView['phase']; since: number } | null;
}

/**
 * Steps what is shown. Within a phase everything shows at once; a change of phase waits.
 * `again` is when to ask again, epoch ms, or `null` when nothing waits.
 */
export function decideShown(
	shown: Shown | null,
	{ view, now }: { view: ButtonView; now: number },
): { shown: Shown; again: number | null } {
	// Before the first snapshot nothing was claimed, so that there is nothing to flicker.
	if (shown === null || shown.view.phase === 'unknown')
		return { shown: { view, since: now, coming: null }, again: null };
	if (shown.view.phase === view.phase) return { shown: { ...shown, view, coming: null }, again: null };
	// A clock that was set back must not hold the button for hours: nothing has begun later than now.
	const since = Math.min(shown.since, now);
	const begun = shown.coming?.phase === view.phase ? Math.min(shown.coming.since, now) : now;
	const due = Math.max(begun + showAfterMs, since + keepMs);
	if (now >= due) return { shown: { view, since: now, coming: null }, again: null };
	return { shown: { view: shown.view, since, coming: { phase: view.phase, since: begun } }, again: due };
}
