import { useEffect, useState } from 'react';
import { type Autosave, createAutosave, type SetTimer } from './create-autosave.ts';

const setTimer: SetTimer = (delayMs, run) => {
	const timer = setTimeout(run, delayMs);
	return () => clearTimeout(timer);
};

/** An autosave for as long as the form is shown; what is not yet saved is sent when the form or the page is left. */
export function useAutosave<T>(send: (patch: Partial<T>) => Promise<void>): Autosave<T> {
	const [autosave] = useState(() => createAutosave({ send, setTimer }));
	useEffect(() => {
		window.addEventListener('pagehide', autosave.flush);
		return () => {
			window.removeEventListener('pagehide', autosave.flush);
			autosave.flush();
		};
	}, [autosave]);
	return autosave;
}
