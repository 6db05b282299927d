import { type ComponentProps, type ComponentType, useEffect } from 'react';
import { createLazyPart, type LazyPart } from '../client/lazy-part.ts';
import type { List } from './panel/list.tsx';
import type { RowProps } from './panel/row.tsx';
import { useReadable } from './use-readable.ts';

type ListProps = ComponentProps<typeof List>;

const listPart = createLazyPart(async () => (await import('./panel/list.tsx')).List);
const rowPart = createLazyPart(async () => (await import('./panel/row.tsx')).Row);

/** The list of the panel on its own, for hosts that draw the panel; it fills a flex column. Loaded when it is first rendered. */
export function ListSlot(props: ListProps) {
	return <Slot part={listPart} props={props} />;
}

/** One row on its own, inside an element with the role `list`. Loaded when it is first rendered. */
export function RowSlot(props: RowProps) {
	return <Slot part={rowPart} props={props} />;
}

function Slot<Props extends object>({ part, props }: { part: LazyPart<ComponentType<Props>>; props: Props }) {
	const state = useReadable(part);
	useEffect(() => void part.load(), [part]);
	return state.status === 'ready' ? <state.part {...props} /> : null;
}
