/** When the clients of a server that closes should come back: `afterMs` from now, spread over `spreadMs` from there. */
export interface ComeBack {
	/** Milliseconds, 0 to 99,999. */
	afterMs: number;
	/** Milliseconds, 0 to 99,999; 0 has all come at once. */
	spreadMs: number;
}

// Five digits, so that no server can send its clients away for longer than they would wait by themselves for patience's sake.
const pattern = /in (\d{1,5})\+(\d{1,5}) ms$/;
const mostMs = 99_999;

/** Writes it as the reason of a close, for people to read as well: at most 123 bytes (RFC 6455, section 5.5.1). */
export function encodeComeBack({ afterMs, spreadMs }: ComeBack): string {
	return `the server restarts; come back in ${toWhole(afterMs)}+${toWhole(spreadMs)} ms`;
}

/** Reads the reason of a close; `null` where it says nothing of coming back. */
export function decodeComeBack(reason: string): ComeBack | null {
	const [, afterMs, spreadMs] = pattern.exec(reason) ?? [];
	return afterMs === undefined ? null : { afterMs: Number(afterMs), spreadMs: Number(spreadMs) };
}

function toWhole(ms: number): number {
	return Math.round(Math.min(Math.max(ms, 0), mostMs));
}
