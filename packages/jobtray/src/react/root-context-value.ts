import type { RefObject } from 'react';
import type { Cell } from '../client/cell.ts';

/** What the parts of one tray share. */
export interface RootContextValue {
	/** Whether the panel is open. To open it, call `openPanel`. */
	open: Cell<boolean>;
	/** What the open panel shows. */
	view: Cell<'jobs' | 'settings'>;
	/**
	 * Whether the panel has opened by itself and nobody has touched it yet. As long as it is so the panel leaves the focus
	 * where it is, counts nothing as seen, and will close by itself.
	 */
	byItself: Cell<boolean>;
	/** Opens the panel at its jobs, because the person wants to or by itself. */
	openPanel(by: 'person' | 'itself'): void;
	panelId: string;
	buttonRef: RefObject<HTMLButtonElement | null>;
}
