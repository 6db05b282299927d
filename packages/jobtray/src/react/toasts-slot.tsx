import { useEffect } from 'react';
import { toastsPart } from './toasts-part.ts';
import { useTray } from './tray-context.ts';
import { useReadable } from './use-readable.ts';

/** Where the toasts appear. Loads them with the first notice; one that fails to load is tried again with the next. */
export function ToastsSlot() {
	const { notices } = useTray();
	const part = useReadable(toastsPart);
	const waiting = useReadable(notices.waiting, false);

	useEffect(() => {
		if (waiting) void toastsPart.load();
	}, [waiting]);

	return part.status === 'ready' ? <part.part /> : null;
}
