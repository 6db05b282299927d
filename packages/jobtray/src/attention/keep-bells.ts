import type { Cell } from '../client/cell.ts';
import type { JobtrayClient } from '../client/index.ts';
import type { Bell, Bells } from './bell.ts';
import type { KeyValueStorage } from './key-value-storage.ts';
import { readJson } from './read-json.ts';

/** How long a bell is kept after it was set. */
const keptMs = 48 * 3_600_000;

/** What is stored of a bell: how it is set, and since when, on this device's clock. */
type StoredBell = [bell: Exclude<Bell, 'default'>, at: number];

/** What keeps the bells of one person's jobs. */
export interface KeptBells {
	set(key: string, bell: Bell): void;
	/** Stops, and shows none. Idempotent. */
	close(): void;
}

/** Keeps which jobs a person wants to be told of, or not, on the device and over all tabs; shows them in `cell`. */
export function keepBells(options: {
	client: JobtrayClient;
	storage: KeyValueStorage;
	name: string;
	cell: Cell<Bells>;
}): KeptBells {
	const { storage, cell } = options;
	const { clock } = options.client;
	const key = `${options.name}:bells`;

	const read = () => decode(readJson(storage.read(key)), clock.now() - keptMs);

	function show(stored: ReadonlyMap<string, StoredBell>): void {
		const next = new Map([...stored].map(([job, [bell]]) => [job, bell]));
		const before = cell.get();
		if (next.size !== before.size || [...next].some(([job, bell]) => before.get(job) !== bell)) cell.set(next);
	}

	const leave = storage.subscribe(() => show(read()));
	show(read());

	return {
		set(job, bell) {
			const stored = read();
			if (bell === 'default') stored.delete(job);
			else stored.set(job, [bell, clock.now()]);
			storage.write(key, JSON.stringify([...stored]));
			show(stored);
		},
		close() {
			leave();
			cell.set(new Map());
		},
	};
}

function decode(value: unknown, since: number): Map<string, StoredBell> {
	const entries: unknown[] = Array.isArray(value) ? value : [];
	return new Map(entries.flatMap((entry) => decodeEntry(entry)).filter(([, [, at]]) => at > since));
}

function decodeEntry(entry: unknown): [string, StoredBell][] {
	const [job, stored]: unknown[] = Array.isArray(entry) ? entry : [];
	const [bell, at]: unknown[] = Array.isArray(stored) ? stored : [];
	if (typeof job !== 'string' || typeof at !== 'number') return [];
	return bell === 'on' || bell === 'off' ? [[job, [bell, at]]] : [];
}
