import { decidePruning } from './decide-pruning.ts';
import type { Ledger } from './ledger.ts';

/**
 * Keeps a ledger in an IndexedDB database of its own. A claim is one transaction, and the browser runs those of all tabs one
 * after the other, so that exactly one tab wins. Rejects where IndexedDB does; `createFallBackLedger` knows what then.
 */
export function createIndexedDbLedger(name: string): Ledger {
	let opening: Promise<IDBDatabase> | null = null;

	function open(): Promise<IDBDatabase> {
		opening ??= openDatabase(name, () => {
			opening = null;
		});
		return opening;
	}

	return {
		async toldUpTo(now) {
			const transaction = (await open()).transaction(['told', 'meta'], 'readwrite');
			const [meta, told] = [transaction.objectStore('meta'), transaction.objectStore('told')];
			const [stored, entries] = [meta.get('upTo'), told.getAll()];
			let upTo = now;
			// Requests of a transaction are answered in order, so the other one has been as well.
			entries.onsuccess = () => {
				const pruned = decidePruning({ upTo: stored.result, told: entries.result }, now);
				upTo = pruned.upTo;
				for (const { id } of pruned.dropped) told.delete(id);
				if (upTo !== stored.result) meta.put(upTo, 'upTo');
			};
			await toCompletion(transaction);
			return upTo;
		},
		async claim(ends) {
			const transaction = (await open()).transaction('told', 'readwrite');
			const told = transaction.objectStore('told');
			const won = new Set<string>();
			for (const { id, finishedAt } of ends) {
				const adding = told.add({ id, finishedAt });
				adding.onsuccess = () => won.add(id);
				adding.onerror = (event) => {
					if (adding.error?.name !== 'ConstraintError') return;
					// Told before, which is an answer: without this the whole transaction would be undone.
					event.preventDefault();
					event.stopPropagation();
				};
			}
			await toCompletion(transaction);
			return won;
		},
		close() {
			opening?.then(
				(database) => database.close(),
				() => {
					// It never opened, which whoever asked has been told.
				},
			);
			opening = null;
		},
	};
}

function openDatabase(name: string, onLost: () => void): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(name, 1);
		request.onupgradeneeded = () => {
			request.result.createObjectStore('told', { keyPath: 'id' });
			request.result.createObjectStore('meta');
		};
		request.onerror = () => reject(request.error);
		request.onsuccess = () => {
			const database = request.result;
			// Somebody wants to delete it, as "clear site data" does; holding on would block them.
			database.onversionchange = () => {
				database.close();
				onLost();
			};
			database.onclose = onLost;
			resolve(database);
		};
	});
}

function toCompletion(transaction: IDBTransaction): Promise<void> {
	return new Promise((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error);
	});
}
