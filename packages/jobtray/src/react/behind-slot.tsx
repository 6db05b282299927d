import { useEffect } from 'react';
import { behindPart } from './behind-part.ts';
import { useLinkState } from './hooks.ts';
import { useReadable } from './use-readable.ts';

/** Where what works unseen is mounted: shortcut, progress spoken, panel that opens by itself. Tried again with the link. */
export function BehindSlot() {
	const { status } = useLinkState();
	const part = useReadable(behindPart);

	useEffect(() => {
		if (status === 'live') void behindPart.load();
	}, [status]);

	return part.status === 'ready' ? <part.part.Behind /> : null;
}
