import type { KeyValueStorage } from '../../attention/key-value-storage.ts';
import type { SimScope } from './sim-clock.ts';

/** A storage that a page which is gone neither hears nor changes any more. */
export function createTabStorage(storage: KeyValueStorage, scope: SimScope): KeyValueStorage & { drop(): void } {
	const undo: (() => void)[] = [];
	return {
		read: storage.read,
		write(key, text) {
			if (scope.isAlive()) storage.write(key, text);
		},
		subscribe(listener) {
			const end = storage.subscribe(listener);
			undo.push(end);
			return end;
		},
		drop() {
			for (const end of undo) end();
		},
	};
}
