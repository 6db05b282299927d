import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where Studio keeps files. */
export interface Places {
	/** All that Studio keeps. */
	data: string;
	/** Pictures that ship with Studio. */
	shippedStills: string;
	/** The folder of one uploaded picture. */
	still(id: string): string;
	/** The folder of one finished scene. */
	segment(id: string): string;
	/** The folder of a scene that is being made; removed when it is given up, and at each start. */
	unfinished(id: string): string;
}

/**
 * Names the places in a data folder, and creates the folders. Whoever has them `alone` clears what a killed process left half
 * done; where others work there too, it goes when the scene is made again.
 */
export async function preparePlaces(dataFolder: string, { alone }: { alone: boolean }): Promise<Places> {
	const media = join(dataFolder, 'media');
	const folders = {
		stills: join(media, 'stills'),
		segments: join(media, 'segments'),
		unfinished: join(media, 'unfinished'),
	};
	if (alone) await rm(folders.unfinished, { recursive: true, force: true });
	for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: 0o700 });
	return {
		data: dataFolder,
		shippedStills: fileURLToPath(new URL('../../../stills/', import.meta.url)),
		still: (id) => join(folders.stills, id),
		segment: (id) => join(folders.segments, id),
		unfinished: (id) => join(folders.unfinished, id),
	};
}
