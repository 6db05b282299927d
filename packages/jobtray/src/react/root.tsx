import { createContext, type ReactNode, type RefObject, useContext, useId, useRef, useState } from 'react';
import { type Cell, createCell } from '../client/cell.ts';
import { OutsideError } from './tray-context.ts';

/** What the parts of one tray share. */
export interface RootContextValue {
	/** Whether the panel is open. */
	open: Cell<boolean>;
	panelId: string;
	buttonRef: RefObject<HTMLButtonElement | null>;
}

const RootContext = createContext<RootContextValue | null>(null);

/** Holds one tray together: its button and its panel. Renders no element of its own. */
export function Root({ children }: { children: ReactNode }) {
	const [open] = useState(() => createCell(false));
	const buttonRef = useRef<HTMLButtonElement | null>(null);
	const panelId = useId();
	const [value] = useState<RootContextValue>(() => ({ open, panelId, buttonRef }));
	return <RootContext.Provider value={value}>{children}</RootContext.Provider>;
}

/** Reads what the nearest `JobTray.Root` shares. */
export function useRoot(): RootContextValue {
	const root = useContext(RootContext);
	if (root === null) throw new OutsideError('missing-root', 'Put button and panel into one <JobTray.Root>.');
	return root;
}
