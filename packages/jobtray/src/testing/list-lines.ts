import type { Listed, Source } from '../server/source.ts';

/** What a source lists, but for when jobs were created, which no fact knows beforehand. */
export async function listLines(source: Source, finishedSince: number): Promise<Omit<Listed, 'createdAt'>[]> {
	const listed = await source.list({ finishedSince });
	return listed.map(({ createdAt: _, ...line }) => line);
}
