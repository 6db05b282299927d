import { type FocusEvent, type PointerEvent, type RefObject, useRef } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { Lines } from './create-lines.ts';
import type { Hand } from './hand.ts';

/** What a list listens to, so that its rows keep their places while a pointer or the keyboard's focus is on them. */
export function useHold(list: { lines: Lines; hand: Hand; virtualizerRef: RefObject<VirtualizerHandle | null> }) {
	const { lines, hand, virtualizerRef } = list;
	const on = useRef({ pointer: false, keys: false });

	function hold() {
		lines.hold({
			lastInView() {
				const virtualizer = virtualizerRef.current;
				return virtualizer === null
					? 0
					: virtualizer.findItemIndex(virtualizer.scrollOffset + virtualizer.viewportSize);
			},
			onRest() {
				hand.slidAt = performance.now();
			},
		});
	}

	function releaseIfLeft() {
		if (!on.current.pointer && !on.current.keys) lines.release();
	}

	return {
		onPointerMove() {
			on.current.pointer = true;
			hold();
		},
		onWheel: hold,
		onPointerDown() {
			hand.follow = null;
			hold();
		},
		onPointerLeave({ pointerType }: PointerEvent) {
			on.current.pointer = false;
			// A finger leaves with every tap, before the click is told: its rows stay until it has rested.
			if (pointerType !== 'touch') releaseIfLeft();
		},
		onFocus({ target }: FocusEvent) {
			if (!target.matches(':focus-visible')) return;
			on.current.keys = true;
			hold();
		},
		onKeyDown: hold,
		onBlur({ currentTarget, relatedTarget }: FocusEvent) {
			if (currentTarget.contains(relatedTarget)) return;
			on.current.keys = false;
			releaseIfLeft();
		},
	};
}
