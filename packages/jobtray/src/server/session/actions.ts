import { type Action, actions, isEnd } from '../../protocol/index.ts';
import type { Row } from '../board/row.ts';
import { type Authorise, canControl, type Viewer } from '../viewer.ts';

/** What a viewer may do with a job now, in the order in which a tray offers it. */
export function toActions(row: Row, viewer: Viewer, authorise: Authorise | undefined): Action[] {
	if (!canControl(viewer, row.job)) return [];
	const possible = actions.filter((action) => isPossible(row, action));
	return authorise === undefined ? possible : possible.filter((action) => authorise({ viewer, action, job: row.job }));
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
