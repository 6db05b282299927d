import { createContext, type ReactNode, type RefObject, useContext, useId, useRef, useState } from 'react';
import { type Cell, createCell } from '../client/cell.ts';

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
	if (root === null) throw new MissingRootError();
	return root;
}

class MissingRootError extends Error {
	code = 'missing-root';
	constructor() {
		super(
			'Jobtray: a part of the tray was used outside <JobTray.Root>, so that button and panel do not know each other. ' +
				'Put them inside one <JobTray.Root>, or use <JobTray/>, which has its own.',
		);
		this.name = 'MissingRootError';
	}
}
