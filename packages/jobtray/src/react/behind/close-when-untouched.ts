import type { JobtrayClient } from '../../client/index.ts';
import type { RootContextValue } from '../root-context-value.ts';

/** How long a panel that has opened by itself stays, unless somebody touches it. */
const stayMs = 5_000;

const touches = ['pointerover', 'pointerdown', 'focusin'] as const;

/** Closes a panel that has just opened by itself, unless somebody touches it. Returns what ends the watch. */
export function closeWhenUntouched(
	{ open, byItself, panelId }: RootContextValue,
	{ clock }: Pick<JobtrayClient, 'clock'>,
): () => void {
	function touch({ target }: Event): void {
		if (target instanceof Node && document.getElementById(panelId)?.contains(target)) byItself.set(false);
	}

	function look(): void {
		if (!open.get() || !byItself.get()) stop();
	}

	const undo = [clock.setTimer(stayMs, () => open.set(false)), open.subscribe(look), byItself.subscribe(look)];
	for (const type of touches) document.addEventListener(type, touch);

	function stop(): void {
		for (const end of undo.splice(0)) end();
		for (const type of touches) document.removeEventListener(type, touch);
	}
	return stop;
}
