import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { useTray } from '../tray-context.ts';
import { decidePlace } from './decide-place.ts';

/**
 * Keeps what it holds under the button, whatever moves that: told of by the window, or else seen within a second. The
 * styles may put it elsewhere, as they do with the sheet.
 */
export function Anchored({ anchorRef, children }: { anchorRef: RefObject<HTMLElement | null>; children: ReactNode }) {
	const { second } = useTray();
	const ref = useRef<HTMLDivElement | null>(null);

	useLayoutEffect(() => {
		const box = ref.current;
		const anchor = anchorRef.current;
		if (box === null || anchor === null) return;
		const place = () => putUnder(anchor, box);
		place();
		const abort = new AbortController();
		for (const type of ['resize', 'scroll']) {
			window.addEventListener(type, place, { capture: true, passive: true, signal: abort.signal });
		}
		const observer = new ResizeObserver(place);
		for (const each of [anchor, box, document.body]) observer.observe(each);
		const undo = second.subscribe(place);
		return () => {
			abort.abort();
			observer.disconnect();
			undo();
		};
	}, [anchorRef, second]);

	return (
		<div ref={ref} className="jobtray-positioner" style={{ position: 'fixed' }}>
			{children}
		</div>
	);
}

function putUnder(anchor: HTMLElement, box: HTMLElement): void {
	// It is not rendered now, as where the host hides it: the panel stays where it was.
	if (anchor.getClientRects().length === 0) return;
	const { clientWidth: width, clientHeight: height } = document.documentElement;
	const place = decidePlace({
		anchor: anchor.getBoundingClientRect(),
		widthPx: box.offsetWidth,
		view: { width, height },
		rtl: getComputedStyle(anchor).direction === 'rtl',
	});
	const { style } = box;
	style.left = toLength(place.left);
	style.top = toLength(place.top);
	style.bottom = toLength(place.bottom);
	style.setProperty('--available-height', toLength(place.heightPx));
}

function toLength(px: number | undefined): string {
	return px === undefined ? 'auto' : `${px}px`;
}
