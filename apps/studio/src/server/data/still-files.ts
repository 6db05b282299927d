import { join } from 'node:path';
import type { Places } from './places.ts';
import type { KeptStill } from './records.ts';

/** The file of a still's picture, or of its thumbnail. */
export function fileOf(still: KeptStill, places: Places, which: 'file' | 'thumbnail' = 'file'): string {
	return join(still.owner === null ? places.shippedStills : places.still(still.id), still.body[which]);
}
