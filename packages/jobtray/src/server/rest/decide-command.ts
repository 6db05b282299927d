import { type Action, isEnd } from '../../protocol/index.ts';
import type { Row } from '../board/row.ts';
import { toActions } from '../session/actions.ts';
import { type Authorise, canControl, type Viewer } from '../viewer.ts';

/** What becomes of a command before the engine is asked. */
export type CommandDecision =
	/** The row is another job's by now, or the viewer may not know whether there is one. */
	| { type: 'hidden' }
	/** It is so already; a repeat is answered like the first. */
	| { type: 'done' }
	/** The engine is asked. */
	| { type: 'ask' }
	| { type: 'not-possible'; reason: string }
	/** What was to be taken back has been carried out. */
	| { type: 'too-late' };

/** What is asked. */
export interface CommandQuestion {
	row: Row;
	/** When the job that is meant was created; `undefined` means the row's. */
	createdAt: number | undefined;
	action: Action;
	viewer: Viewer;
	authorise?: Authorise;
}

/** Decides on the job's row whether a viewer may have a command carried out. */
export function decideCommand({ row, createdAt, action, viewer, authorise }: CommandQuestion): CommandDecision {
	if (!canControl(viewer, row.job)) return { type: 'hidden' };
	if (createdAt !== undefined && createdAt !== row.job.createdAt) return { type: 'hidden' };
	if (authorise !== undefined && !authorise({ viewer, action, job: row.job })) {
		return { type: 'not-possible', reason: 'You may not do this with this job.' };
	}
	if (isDone(row, action)) return { type: 'done' };
	if (isWished(row, action) || toActions(row, viewer, authorise).includes(action)) return { type: 'ask' };
	if (action === 'undo' && row.job.status === 'cancelled') return { type: 'too-late' };
	return { type: 'not-possible', reason: `A job that is ${row.job.status} cannot be asked to ${action}.` };
}

function isDone({ job: { status, run, wanted } }: Row, action: Action): boolean {
	switch (action) {
		case 'pause':
			return status === 'paused';
		case 'resume':
			return wanted === undefined && (status === 'queued' || status === 'running');
		case 'cancel':
			return status === 'cancelled';
		case 'retry':
			return run > 1 && !isEnd(status);
		case 'undo':
			return wanted === undefined && (status === 'queued' || status === 'paused');
	}
}

/** The same was asked before. Asking the engine again does no harm, and mends a wish that it lost. */
function isWished({ job: { wanted } }: Row, action: Action): boolean {
	return (action === 'pause' && wanted === 'paused') || (action === 'cancel' && wanted === 'cancelled');
}
