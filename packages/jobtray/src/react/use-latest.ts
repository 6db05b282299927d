import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

// React 18 warns of a layout effect on the server, where no effect runs at all.
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** Keeps the newest value for callbacks, so that they need not be made anew when it changes. */
export function useLatest<T>(value: T): RefObject<T> {
	const ref = useRef(value);
	useBeforePaint(() => {
		ref.current = value;
	});
	return ref;
}
