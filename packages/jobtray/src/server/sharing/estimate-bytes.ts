import type { JobFields } from '../board/row.ts';

/** What a row without its texts takes as JSON at most. */
const bareBytes = 700;

/** The most bytes that a character of cleaned text takes in JSON. */
const bytesPerChar = 3;

/** The most that a row takes as JSON, without writing it. */
export function estimateBytes(job: JobFields): number {
	const { key, queue, name, kind, step, owner, group, error, result } = job;
	const texts = [key, queue, name, kind, step, owner?.id, owner?.name, group?.id, group?.name, error?.message];
	let chars = (result?.href.length ?? 0) + (result?.thumbnail?.length ?? 0) + (result?.label?.length ?? 0);
	for (const text of texts) chars += text?.length ?? 0;
	return bareBytes + chars * bytesPerChar;
}
