import type { CommandOutcome, Hint, JobRecord, Source } from 'jobtray/server';
import { createPacer, type Pacer } from './pacer.ts';
import { preciseNow, toStampedStep } from './stamp.ts';

/** A source of made-up jobs that makes progress at a steady rate, for measuring what comes after it. */
export interface SteadySource extends Source {
	/** Tells progress of its jobs in turn, each with a step that says when; `count` is how often. */
	readonly pace: Pacer;
	/** How often it has been asked to list and to read. */
	readonly asked: { list: number; read: number };
}

const refused: CommandOutcome = { type: 'not-possible', reason: 'These jobs are made up.' };

/** Makes a source of jobs that all run. Job by job they belong to one owner after the other. */
export function createSteadySource({
	jobs,
	owners = ['ana'],
}: {
	jobs: number;
	owners?: readonly string[];
}): SteadySource {
	const startedAt = Date.now();
	const records = Array.from({ length: jobs }, (_, index): JobRecord => {
		const id = owners[index % owners.length] ?? 'ana';
		return toRecord(index, { startedAt, owner: { id, name: id } });
	});
	const byKey = new Map(records.map((record) => [record.key, record]));
	const asked = { list: 0, read: 0 };
	let onHint: (hint: Hint) => void = () => {};

	const pace = createPacer((count) => {
		const record = records[count % jobs];
		if (record === undefined) return;
		stepRecord(record);
		const { key, progress = null, step } = record;
		onHint({ type: 'progressed', key, run: 1, progress, step, at: Date.now() });
	});

	return {
		pace,
		asked,
		async start(listener) {
			onHint = listener;
		},
		async list() {
			asked.list += 1;
			return records.map(({ key, status, run }) => ({ key, status, run }));
		},
		async read(keys) {
			asked.read += 1;
			return keys.flatMap((key) => byKey.get(key) ?? []);
		},
		async command() {
			return refused;
		},
		async commandAll(jobs) {
			return new Map(jobs.map(({ key }) => [key, refused]));
		},
		async close() {
			pace.stop();
		},
	};
}

/** Takes a made-up job a thousandth further. */
export function stepRecord(record: JobRecord): void {
	record.progress = ((record.progress ?? 0) + 0.001) % 1;
	record.step = toStampedStep(preciseNow());
}

/** One of the made-up jobs. */
export function toRecord(
	index: number,
	{ startedAt, owner = { id: 'ana', name: 'Ana' } }: { startedAt: number; owner?: { id: string; name: string } },
): JobRecord {
	return {
		key: `bench:${index}`,
		queue: 'bench',
		run: 1,
		name: `Generating Scene ${index} · Mira, forest at dusk`,
		kind: 'scene',
		owner,
		status: 'running',
		progress: (index % 100) / 100,
		createdAt: startedAt - index,
		startedAt: startedAt - index,
		can: { pause: true, cancel: true, retry: true },
	};
}
