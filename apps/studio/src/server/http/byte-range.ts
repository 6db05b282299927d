/** Part of a file, both ends included. */
export interface ByteRange {
	first: number;
	last: number;
}

/**
 * Reads a `range` header for a file of `size` bytes.
 *
 * @returns the part asked for; `whole` where none is asked for, or one we need not serve (several parts, other units);
 * `outside` where nothing of it is in the file.
 */
export function readByteRange(header: string | null, size: number): ByteRange | 'whole' | 'outside' {
	const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
	if (!match) return 'whole';
	const [, from = '', to = ''] = match;
	if (from === '' && to === '') return 'whole';
	if (from === '') {
		const length = Math.min(Number(to), size);
		return length === 0 ? 'outside' : { first: size - length, last: size - 1 };
	}
	const first = Number(from);
	const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
	if (to !== '' && Number(to) < first) return 'whole';
	return first >= size ? 'outside' : { first, last };
}
