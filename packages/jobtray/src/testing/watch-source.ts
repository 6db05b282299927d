import { isEnd } from '../protocol/index.ts';
import type { Hint, JobRecord, Source } from '../server/source.ts';

/** A started source whose hints are kept, for facts that wait for what the hints lead to. */
export interface WatchedSource {
	source: Source;
	/** Every hint so far, oldest first. */
	hints: readonly Hint[];
	/** Resolves with the first hint that matches, also one that has come already. */
	hint(matches: (hint: Hint) => boolean): Promise<Hint>;
	/** Reads the job after each hint until it matches: what a board would come to see by hints alone. */
	record(key: string, matches: (record: JobRecord) => boolean): Promise<JobRecord>;
	/** The ends told of one job, doubles of the same run's end left in. */
	ends(key: string): Hint[];
}

/** Starts a source and keeps its hints. */
export async function watchSource(source: Source): Promise<WatchedSource> {
	const hints: Hint[] = [];
	const waiting = new Set<() => void>();
	await source.start((hint) => {
		hints.push(hint);
		for (const wake of waiting) wake();
	});

	async function until<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
		for (;;) {
			const before = hints.length;
			const found = await look();
			if (found !== undefined) return found;
			if (hints.length > before) continue;
			await new Promise<void>((resolve) => {
				const wake = () => {
					waiting.delete(wake);
					resolve();
				};
				waiting.add(wake);
			});
		}
	}

	return {
		source,
		hints,
		hint: (matches) => until(() => hints.find(matches)),
		record: (key, matches) => until(async () => (await source.read([key])).find(matches)),
		ends: (key) => hints.filter((hint) => hint.type === 'ended' && hint.key === key && isEnd(hint.status)),
	};
}
