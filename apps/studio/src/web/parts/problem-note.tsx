import type { ReactNode } from 'react';

/** Says in a sentence what went wrong. */
export function ProblemNote({ children }: { children: ReactNode }) {
	return (
		<p role="alert" className="problem">
			{children}
		</p>
	);
}
