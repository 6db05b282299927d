import { limits } from './limits.ts';

/** A place in one board's history. Clients treat its text as opaque. */
export interface Cursor {
	/** The board's life; a restarted gateway has another. */
	epoch: string;
	rev: number;
}

const shape = /^([a-z0-9]{1,32})\.(0|[1-9][0-9]{0,15})$/;

/** Writes a cursor as `epoch.rev`. */
export function encodeCursor({ epoch, rev }: Cursor): string {
	return `${epoch}.${rev}`;
}

/** Reads a cursor; `null` for anything that is not one, whatever its type. */
export function decodeCursor(text: unknown): Cursor | null {
	if (typeof text !== 'string' || text.length > limits.cursorChars) return null;
	const [, epoch, digits] = shape.exec(text) ?? [];
	const rev = Number(digits);
	return epoch !== undefined && Number.isSafeInteger(rev) ? { epoch, rev } : null;
}
