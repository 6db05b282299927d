import { type Cursor, decodeCursor } from '../../protocol/index.ts';

/** How a client is brought up to date. */
export type Resume = { type: 'changes'; since: number } | { type: 'snapshot' };

/** Changes where the cursor is of this board's life and not older than what is remembered; a snapshot in every other case. */
export function decideResume(cursor: unknown, board: Cursor & { horizon: number }): Resume {
	const from = decodeCursor(cursor);
	if (from === null || from.epoch !== board.epoch) return { type: 'snapshot' };
	if (from.rev > board.rev || from.rev < board.horizon) return { type: 'snapshot' };
	return { type: 'changes', since: from.rev };
}
