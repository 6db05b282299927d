import { createContext, type ReactNode, useContext, useEffect, useId, useRef, useState } from 'react';
import { createCell } from '../client/cell.ts';
import type { RootContextValue } from './root-context-value.ts';
import { OutsideError, useTray } from './tray-context.ts';

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
