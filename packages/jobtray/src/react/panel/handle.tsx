import { type PointerEvent, type RefObject, useRef } from 'react';
import { decideSheet } from './decide-sheet.ts';

/** Speed is taken over the last moves within this time, in ms: a finger that stops before it lets go does not flick. */
const flickMs = 80;

interface Dragging {
	startY: number;
	moves: { y: number; at: number }[];
}

/**
 * The handle of the sheet on a phone: draw it down to close. For the finger only: by keyboard there is the button that
 * closes, and Escape.
 */
export function Handle({ sheetRef, onClose }: { sheetRef: RefObject<HTMLElement | null>; onClose(): void }) {
	const drag = useRef<Dragging | null>(null);

	function moveTo(px: number | null) {
		const { style } = sheetRef.current ?? {};
		if (px === null) style?.removeProperty('--_drag');
		else style?.setProperty('--_drag', `${Math.max(0, px)}px`);
		sheetRef.current?.toggleAttribute('data-dragging', px !== null);
	}

	function start(event: PointerEvent<HTMLElement>) {
		event.currentTarget.setPointerCapture(event.pointerId);
		drag.current = { startY: event.clientY, moves: [{ y: event.clientY, at: event.timeStamp }] };
	}

	function move({ clientY, timeStamp }: PointerEvent) {
		if (drag.current === null) return;
		drag.current.moves = [
			...drag.current.moves.filter(({ at }) => timeStamp - at < flickMs),
			{ y: clientY, at: timeStamp },
		];
		moveTo(clientY - drag.current.startY);
	}

	function end({ clientY, timeStamp }: PointerEvent) {
		if (drag.current === null) return;
		const { startY, moves } = drag.current;
		const since = moves.find(({ at }) => timeStamp - at < flickMs);
		const speed = since === undefined ? 0 : (clientY - since.y) / Math.max(1, timeStamp - since.at);
		drag.current = null;
		const heightPx = sheetRef.current?.offsetHeight ?? 0;
		const closes = decideSheet({ movedPx: clientY - startY, speed, heightPx }) === 'close';
		sheetRef.current?.removeAttribute('data-dragging');
		// It goes on from where it was let go of.
		if (closes) onClose();
		else moveTo(null);
	}

	function giveUp() {
		drag.current = null;
		moveTo(null);
	}

	return (
		<div
			className="jobtray-handle"
			aria-hidden="true"
			onPointerDown={start}
			onPointerMove={move}
			onPointerUp={end}
			onPointerCancel={giveUp}
		/>
	);
}
