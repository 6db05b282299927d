import { useState } from 'react';
import { ProblemNote } from './problem-note.tsx';
import { useTask } from './use-task.ts';

/** Deletes something after asking once, in place. */
export function RemoveButton(props: { label: string; question: string; onRemove: () => Promise<void> }) {
	const [asks, setAsks] = useState(false);
	const [task, run] = useTask();
	if (!asks) {
		return (
			<button type="button" className="plain-button" onClick={() => setAsks(true)}>
				{props.label}
			</button>
		);
	}
	return (
		<div className="ask">
			<span>{props.question}</span>
			<button type="button" className="danger-button" onClick={() => run(props.onRemove)}>
				Delete
			</button>
			{/* biome-ignore lint/a11y/noAutofocus: the button that had the focus is gone, and this is the safe answer */}
			<button type="button" className="plain-button" autoFocus onClick={() => setAsks(false)}>
				Keep
			</button>
			{task.status === 'failed' && <ProblemNote>{task.problem.message}</ProblemNote>}
		</div>
	);
}
