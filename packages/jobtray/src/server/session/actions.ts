import { type Action, actions, type CannotCode, isEnd, type Job } from '../../protocol/index.ts';
import type { Row } from '../board/row.ts';
import { type Authorise, canControl, type Viewer } from '../viewer.ts';

/** What a viewer may do with a job now, in the order in which a tray offers it. */
export function toActions(row: Row, viewer: Viewer, authorise: Authorise | undefined): Action[] {
	if (!canControl(viewer, row.job)) return [];
	const possible = actions.filter((action) => isPossible(row, action));
	return authorise === undefined ? possible : possible.filter((action) => authorise({ viewer, action, job: row.job }));
}

/** Why an action that its state would allow is not offered; `undefined` where nothing is missing. */
export function toCannot(row: Row, offered: readonly Action[], viewer: Viewer): Job['cannot'] {
	const missing = toExpected(row.job).filter((action) => !offered.includes(action));
	if (missing.length === 0) return undefined;
	return Object.fromEntries(missing.map((action) => [action, toCode(row, action, viewer)]));
}

/** What one would expect to be able to do with a job in this state. */
function toExpected({ status, wanted, undoUntil }: Row['job']): Action[] {
	if (undoUntil !== undefined || status === 'completed') return [];
	if (isEnd(status)) return ['retry'];
	return [status === 'paused' || wanted === 'paused' ? 'resume' : 'pause', 'cancel'];
}

function toCode(row: Row, action: Action, viewer: Viewer): CannotCode {
	if (!canControl(viewer, row.job)) return 'not-yours';
	if (isPossible(row, action)) return 'not-yours';
	return row.job.wanted === 'cancelled' ? 'ending' : 'not-supported';
}

function isPossible({ job: { status, wanted, undoUntil }, can }: Row, action: Action): boolean {
	if (undoUntil !== undefined) return action === 'undo';
	switch (action) {
		case 'pause':
			return can.pause && wanted === undefined && (status === 'queued' || status === 'running');
		case 'resume':
			return wanted !== 'cancelled' && (status === 'paused' || (wanted === 'paused' && !isEnd(status)));
		case 'cancel':
			return can.cancel && wanted !== 'cancelled' && !isEnd(status);
		case 'retry':
			return can.retry && (status === 'failed' || status === 'cancelled');
		case 'undo':
			return false;
	}
}
