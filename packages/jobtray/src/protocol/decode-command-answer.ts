import type { BulkDone, CommandDone, Refusal } from './commands.ts';
import { limits } from './limits.ts';
import { isRecord, readCount, readObject, readText, readWord, unfit } from './read.ts';
import { readJob } from './read-job.ts';
import { refusalCodes } from './refusal-codes.ts';

const readRefusal = readObject<Refusal>({
	error: readObject({
		code: readWord(...refusalCodes),
		message: readText(),
	}),
});

const readBulkDone = readObject<BulkDone>({ accepted: readCount(), refused: readCount() });

const readCursor = readText(limits.cursorChars);

/** Reads the body of a bulk command that was carried out; `null` where it is none, as from a proxy in between. Never throws. */
export function decodeBulkDone(body: unknown): BulkDone | null {
	const done = readBulkDone(body);
	return done === unfit ? null : done;
}

/** Reads the body of a command that was carried out; what is no row or no cursor is left out. Never throws. */
export function decodeCommandDone(body: unknown): CommandDone {
	const job = isRecord(body) ? readJob(body.job) : unfit;
	const cursor = isRecord(body) ? readCursor(body.cursor) : unfit;
	return { ...(job === unfit ? {} : { job }), ...(cursor === unfit ? {} : { cursor }) };
}

/** Reads the body of a refusal; `null` where it is none, as from a proxy in between. Never throws. */
export function decodeRefusal(body: unknown): Refusal['error'] | null {
	const refusal = readRefusal(body);
	return refusal === unfit ? null : refusal.error;
}
