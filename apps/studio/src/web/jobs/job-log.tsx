import { useId } from 'react';
import type { LogLine } from '../../api.ts';

/** What the job wrote while it ran. */
export function JobLog({ lines }: { lines: readonly LogLine[] }) {
	const headingId = useId();
	return (
		<section className="card" aria-labelledby={headingId}>
			<div className="card-head">
				<h2 id={headingId}>Log</h2>
			</div>
			{lines.length === 0 ? (
				<p className="quiet">It has written nothing yet.</p>
			) : (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a long log scrolls, and the keyboard must reach that
				<pre className="log" tabIndex={0} role="log" aria-labelledby={headingId}>
					{lines.map((line) => line.text).join('\n')}
				</pre>
			)}
		</section>
	);
}
