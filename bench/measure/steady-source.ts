import type { CommandOutcome, Hint, JobRecord, Source } from 'jobtray/server';

/** A source of made-up jobs that makes progress at a steady rate, for measuring what comes after it. */
export interface SteadySource extends Source {
	/** Tells progress of this many jobs a second, in turn, until `stop`. */
	run(updatesPerSecond: number): void;
	stop(): void;
	/** How often progress has been told. */
	readonly told: number;
}

/** How often updates are told: often enough that no update waits long, seldom enough that the timer costs nothing. */
const tickMs = 10;

const refused: CommandOutcome = { type: 'not-possible', reason: 'These jobs are made up.' };

/** Makes a source of `count` jobs of one owner, all running. */
export function createSteadySource(count: number): SteadySource {
	const startedAt = Date.now();
	const records = Array.from({ length: count }, (_, index): JobRecord => toRecord(index, startedAt));
	const byKey = new Map(records.map((record) => [record.key, record]));
	let onHint: (hint: Hint) => void = () => {};
	let timer: NodeJS.Timeout | undefined;
	let told = 0;

	function tell(): void {
		const record = records[told % count];
		told += 1;
		if (record === undefined) return;
		record.progress = ((record.progress ?? 0) + 0.001) % 1;
		record.step = `Encoding frame ${told}`;
		onHint({
			type: 'progressed',
			key: record.key,
			run: 1,
			progress: record.progress,
			step: record.step,
			at: Date.now(),
		});
	}

	return {
		async start(listener) {
			onHint = listener;
		},
		async list() {
			return records.map(({ key, status, run }) => ({ key, status, run }));
		},
		async read(keys) {
			return keys.flatMap((key) => byKey.get(key) ?? []);
		},
		async command() {
			return refused;
		},
		async commandAll(keys) {
			return new Map(keys.map((key) => [key, refused]));
		},
		async close() {
			clearInterval(timer);
		},
		run(updatesPerSecond) {
			let last = performance.now();
			let owed = 0;
			timer = setInterval(() => {
				const now = performance.now();
				owed += ((now - last) / 1_000) * updatesPerSecond;
				last = now;
				for (; owed >= 1; owed -= 1) tell();
			}, tickMs);
		},
		stop() {
			clearInterval(timer);
		},
		get told() {
			return told;
		},
	};
}

/** One of the made-up jobs. */
export function toRecord(index: number, startedAt: number): JobRecord {
	return {
		key: `bench:${index}`,
		queue: 'bench',
		run: 1,
		name: `Generating Scene ${index} · Mira, forest at dusk`,
		kind: 'scene',
		owner: { id: 'ana', name: 'Ana' },
		status: 'running',
		progress: (index % 100) / 100,
		createdAt: startedAt - index,
		startedAt: startedAt - index,
		can: { pause: true, cancel: true, retry: true },
	};
}
