import { useEffect, useRef } from 'react';
import { useLinkState } from '../hooks.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useTray } from '../tray-context.ts';
import { useReadable } from '../use-readable.ts';
import { isFocusLost } from './hand.ts';
import type { BulkCommands } from './use-bulk.ts';

/** From so many on, what was cancelled can be taken back at once; one says so in its row. */
const several = 2;

/** Says how many of the viewer's own jobs have been cancelled and can be taken back, and what a bulk command failed at. */
export function UndoBar({ bulk }: { bulk: BulkCommands }) {
	const labels = useLabels();
	const feed = useTray().client.feed('mine');
	const { queued, paused } = useReadable(feed.groups);
	const summary = useReadable(feed.summary);
	// The counts leave out what can be taken back.
	const undoable = queued.length + paused.length - summary.queued - summary.paused;
	return (
		<div className="jobtray-undo-bar" role="status">
			{bulk.failure !== null && <span className="jobtray-wrong">{bulk.failure}</span>}
			{undoable >= several && (
				<>
					<span>{labels.countCancelled(undoable)}</span>
					<Undo bulk={bulk} />
				</>
			)}
		</div>
	);
}

function Undo({ bulk }: { bulk: BulkCommands }) {
	const labels = useLabels();
	const link = useLinkState();
	const off = link.status === 'live' ? null : labels.actionsOff;
	const ref = useRef<HTMLButtonElement | null>(null);
	const { asked } = bulk;

	useEffect(() => {
		// What asked for it may be gone: nothing is left to cancel.
		if (asked && ref.current !== null && isFocusLost(ref.current)) ref.current.focus();
	}, [asked]);
	return (
		<button
			ref={ref}
			type="button"
			className="jobtray-plain"
			aria-disabled={off !== null}
			title={off ?? undefined}
			onClick={() => off === null && bulk.run('undo')}
		>
			{labels.undoAll}
		</button>
	);
}
