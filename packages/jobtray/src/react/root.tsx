import { createContext, type ReactNode, type RefObject, useContext, useEffect, useId, useRef, useState } from 'react';
import { type Cell, createCell } from '../client/cell.ts';
import { OutsideError, useTray } from './tray-context.ts';

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

const RootContext = createContext<RootContextValue | null>(null);

/** Holds one tray together: its button and its panel. Renders no element of its own. */
export function Root({ children }: { children: ReactNode }) {
	const { trays } = useTray();
	const buttonRef = useRef<HTMLButtonElement | null>(null);
	const panelId = useId();
	const [value] = useState<RootContextValue>(() => {
		const open = createCell(false);
		const view = createCell<'jobs' | 'settings'>('jobs');
		const byItself = createCell(false);
		return {
			open,
			view,
			byItself,
			openPanel(by) {
				if (!open.get()) view.set('jobs');
				byItself.set(by === 'itself');
				open.set(true);
			},
			panelId,
			buttonRef,
		};
	});
	useEffect(() => {
		trays.add(value);
		return () => void trays.delete(value);
	}, [trays, value]);
	return <RootContext.Provider value={value}>{children}</RootContext.Provider>;
}

/** Reads what the nearest `JobTray.Root` shares. */
export function useRoot(): RootContextValue {
	const root = useContext(RootContext);
	if (root === null) throw new OutsideError('missing-root', 'Put button and panel into one <JobTray.Root>.');
	return root;
}
