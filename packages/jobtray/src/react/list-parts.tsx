import { type ComponentType, useEffect } from 'react';
import { createLazyPart } from './lazy-part.ts';
import { useReadable } from './use-readable.ts';

function createSlot<Props extends object>(importPart: () => Promise<ComponentType<Props>>): ComponentType<Props> {
	const part = createLazyPart(importPart);
	return function Slot(props: Props) {
		const state = useReadable(part);
		useEffect(part.load, []);
		return state.status === 'ready' ? <state.Part {...props} /> : null;
	};
}

/** The list of the panel on its own, for hosts that draw the panel; it fills a flex column. Loaded when it is first rendered. */
export const ListSlot = createSlot(async () => (await import('./panel/list.tsx')).List);

/** One row on its own, inside an element with the role `list`. Loaded when it is first rendered. */
export const RowSlot = createSlot(async () => (await import('./panel/row.tsx')).Row);
