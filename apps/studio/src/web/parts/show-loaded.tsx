import type { ReactNode } from 'react';
import type { Loaded } from '../request/index.ts';
import { ProblemNote } from './problem-note.tsx';

/** Shows what was loaded, or how the loading stands. */
export function ShowLoaded<T>({ loaded, children }: { loaded: Loaded<T>; children: (value: T) => ReactNode }) {
	switch (loaded.status) {
		case 'loading':
			return <p className="loading">Loading…</p>;
		case 'failed':
			return <ProblemNote>{loaded.problem.message}</ProblemNote>;
		case 'ready':
			return children(loaded.value);
	}
}
