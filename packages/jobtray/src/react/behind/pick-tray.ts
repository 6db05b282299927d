import type { RootContextValue } from '../root-context-value.ts';

/** The tray that is meant where none is named: one that is open, else the first whose button can be seen. */
export function pickTray(trays: Iterable<RootContextValue>): RootContextValue | undefined {
	const all = [...trays];
	return all.find(({ open }) => open.get()) ?? all.find(({ buttonRef }) => isShown(buttonRef.current));
}

function isShown(button: HTMLElement | null): boolean {
	// Where the browser cannot tell, it is.
	return button !== null && (button.checkVisibility?.() ?? true);
}
