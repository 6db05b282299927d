import type { Clock } from '../../protocol/index.ts';
import type { Hint, Source } from '../source.ts';
import type { EngineQuestion, Meter } from './measured.ts';

/** What is commanded here and read by another gateway stays expected; more of it than this is forgotten. */
const mostExpected = 100_000;

/** Options of {@link meterSource}. */
export interface MeterSourceOptions {
	meter: Meter;
	clock: Clock;
	/** Jobs that events and commands spoke of since they were last read; any other reading is a sweep's. Default none yet. */
	expected?: Set<string>;
}

/** The same source, with what it says and how fast it answers measured. */
export function meterSource(source: Source, { meter, clock, expected = new Set() }: MeterSourceOptions): Source {
	let isLoaded = false;

	async function time<T>(question: EngineQuestion, ask: () => Promise<T>): Promise<T> {
		const askedAt = clock.now();
		let failed = true;
		try {
			const answer = await ask();
			failed = false;
			return answer;
		} finally {
			meter({ type: 'answered', question, tookMs: Math.max(0, clock.now() - askedAt), failed });
		}
	}

	function hear(hint: Hint): void {
		const lagMs = 'at' in hint ? Math.max(0, clock.now() - hint.at) : undefined;
		meter({ type: 'hinted', hint: hint.type, lagMs });
		const keys = 'keys' in hint ? hint.keys : 'key' in hint ? [hint.key] : [];
		expect(keys);
	}

	function expect(keys: readonly string[]): void {
		if (expected.size + keys.length > mostExpected) expected.clear();
		for (const key of keys) expected.add(key);
	}

	const { byQueue } = source;
	return {
		start: (onHint) =>
			source.start((hint) => {
				hear(hint);
				onHint(hint);
			}),
		async list(question) {
			const listed = await time('list', () => source.list(question));
			// The first reading of all jobs corrects nothing; nothing was known before.
			if (!isLoaded) expect(listed.map(({ key }) => key));
			isLoaded = true;
			return listed;
		},
		async read(keys) {
			const records = await time('read', () => source.read(keys));
			const jobs = keys.filter((key) => !expected.delete(key)).length;
			if (jobs > 0) meter({ type: 'corrected', jobs });
			return records;
		},
		command(job, action) {
			expect([job.key]);
			return time('command', () => source.command(job, action));
		},
		commandAll(jobs, action) {
			expect(jobs.map(({ key }) => key));
			return time('command', () => source.commandAll(jobs, action));
		},
		close: () => source.close(),
		...(byQueue === undefined
			? {}
			: {
					byQueue: {
						queues: byQueue.queues,
						queueOf: (key) => byQueue.queueOf(key),
						open: (queue) => meterSource(byQueue.open(queue), { meter, clock, expected }),
					},
				}),
	};
}
