import { createListeners } from '../client/listeners.ts';
import type { RootContextValue } from './root.tsx';

/** The trays that are on the page. Usually one; a host may have one for wide screens and another for narrow ones. */
export interface Trays {
	/** Adds a tray that has been mounted. Returns what takes it out. */
	add(tray: RootContextValue): () => void;
	all(): readonly RootContextValue[];
	/** Told when one comes or goes. */
	subscribe(listener: () => void): () => void;
}

/** Creates an empty list of trays. */
export function createTrays(): Trays {
	const listeners = createListeners();
	const trays: RootContextValue[] = [];
	return {
		add(tray) {
			trays.push(tray);
			listeners.tell();
			return () => {
				trays.splice(trays.indexOf(tray), 1);
				listeners.tell();
			};
		},
		all: () => trays,
		subscribe: listeners.add,
	};
}

/** The tray that is meant where none is named: one that is open, else the first whose button can be seen. */
export function pickTray(trays: Trays): RootContextValue | undefined {
	const all = trays.all();
	return all.find(({ open }) => open.get()) ?? all.find(({ buttonRef }) => isShown(buttonRef.current));
}

function isShown(button: HTMLElement | null): boolean {
	// Where the browser cannot tell, it is.
	return button !== null && (button.checkVisibility?.() ?? true);
}
