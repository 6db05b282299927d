import type { Clock } from '../../protocol/index.ts';
import type { KeyValueStorage } from '../key-value-storage.ts';
import { createFallBackLedger } from './fall-back-ledger.ts';
import { createIndexedDbLedger } from './indexed-db-ledger.ts';
import type { Ledger } from './ledger.ts';
import { createStorageLedger } from './storage-ledger.ts';

/** Opens the best ledger that this browser allows: IndexedDB, else the storage, which in turn keeps to memory if it must. */
export function openLedger(options: { name: string; storage: KeyValueStorage; clock: Clock }): Ledger {
	return createFallBackLedger({
		first: createIndexedDbLedger(options.name),
		second: createStorageLedger(options),
		clock: options.clock,
	});
}
