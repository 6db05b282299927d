import type { Status } from '../../protocol/index.ts';
import type { Row } from '../board/row.ts';
import { type Authorise, canControl, type Viewer } from '../viewer.ts';
import { toActions, toCannot } from './actions.ts';

/** What a viewer may do with a job now, and why not the rest, as fields of its JSON. */
export type OfferWriter = (row: Row, viewer: Viewer) => string;

const statusBits: Record<Status, number> = { queued: 0, running: 1, paused: 2, completed: 3, failed: 4, cancelled: 5 };

/** Creates a writer. Where the host does not narrow what may be done, that follows from a row's state, and each state is written once. */
export function createOfferWriter(authorise: Authorise | undefined): OfferWriter {
	if (authorise !== undefined) return (row, viewer) => write(row, viewer, authorise);
	const written = new Map<number, string>();
	return (row, viewer) => {
		const state = toState(row, viewer);
		let text = written.get(state);
		if (text === undefined) {
			text = write(row, viewer);
			written.set(state, text);
		}
		return text;
	};
}

function write(row: Row, viewer: Viewer, authorise?: Authorise): string {
	const actions = toActions(row, viewer, authorise);
	const cannot = toCannot(row, actions, viewer);
	const cannotText = cannot === undefined ? '' : `,"cannot":${JSON.stringify(cannot)}`;
	return `"actions":${JSON.stringify(actions)}${cannotText}`;
}

/** Everything that an offer depends on, in one number. */
function toState({ job, can }: Row, viewer: Viewer): number {
	const wanted = job.wanted === undefined ? 0 : job.wanted === 'paused' ? 1 : 2;
	const undo = job.undoUntil === undefined ? 0 : 1;
	const abilities = (can.pause ? 1 : 0) + (can.cancel ? 2 : 0) + (can.retry ? 4 : 0);
	const control = canControl(viewer, job) ? 1 : 0;
	return (((statusBits[job.status] * 3 + wanted) * 2 + undo) * 8 + abilities) * 2 + control;
}
