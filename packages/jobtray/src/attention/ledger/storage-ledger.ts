import type { KeyValueStorage } from '../key-value-storage.ts';
import { readJson } from '../read-json.ts';
import { decidePruning } from './decide-pruning.ts';
import type { Ledger, Told } from './ledger.ts';

/**
 * Keeps a ledger as one text in a storage. Second best: two tabs that claim in the very same moment could both win, since
 * no browser locks its storage across processes.
 */
export function createStorageLedger({ storage, name }: { storage: KeyValueStorage; name: string }): Ledger {
	const key = `${name}:told`;

	function write(upTo: unknown, told: readonly Told[]): void {
		storage.write(key, JSON.stringify({ upTo, told: told.map(({ id, finishedAt }) => [id, finishedAt]) }));
	}

	return {
		async toldUpTo(now) {
			const stored = decode(readJson(storage.read(key)));
			const { upTo, kept, dropped } = decidePruning(stored, now);
			if (upTo !== stored.upTo || dropped.length > 0) write(upTo, kept);
			return upTo;
		},
		async claim(ends) {
			const { upTo, told } = decode(readJson(storage.read(key)));
			const listed = new Set(told.map(({ id }) => id));
			const won = ends.filter(({ id }) => !listed.has(id));
			if (won.length > 0) write(upTo, [...told, ...won]);
			return new Set(won.map(({ id }) => id));
		},
		close() {},
	};
}

function decode(stored: unknown): { upTo: unknown; told: Told[] } {
	if (typeof stored !== 'object' || stored === null) return { upTo: null, told: [] };
	const upTo = 'upTo' in stored ? stored.upTo : null;
	const entries: unknown[] = 'told' in stored && Array.isArray(stored.told) ? stored.told : [];
	return { upTo, told: entries.flatMap(decodeEntry) };
}

function decodeEntry(entry: unknown): Told[] {
	const [id, finishedAt]: unknown[] = Array.isArray(entry) ? entry : [];
	return typeof id === 'string' && typeof finishedAt === 'number' ? [{ id, finishedAt }] : [];
}
