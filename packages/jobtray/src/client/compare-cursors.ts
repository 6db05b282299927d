import { decodeCursor } from '../protocol/cursor.ts';

/** Where a cursor stands, seen from another. `unrelated`: of another board's life, or not to be read. */
export type CursorOrder = 'same' | 'older' | 'newer' | 'unrelated';

/** Says where `cursor` stands, seen from `own`; `own` is `null` where nothing has been applied yet. */
export function compareCursors(cursor: string, own: string | null): CursorOrder {
	if (cursor === own) return 'same';
	const left = decodeCursor(cursor);
	const right = decodeCursor(own);
	if (left === null || right === null || left.epoch !== right.epoch) return 'unrelated';
	return left.rev < right.rev ? 'older' : 'newer';
}
