import type { KeyValueStorage } from '../key-value-storage.ts';
import { readJson } from '../read-json.ts';
import type { PreferencesStore } from './preferences.ts';

/** Keeps preferences on the device, per person; `name` tells the gateway. */
export function createStoragePreferences({
	storage,
	name,
}: {
	storage: KeyValueStorage;
	name: string;
}): PreferencesStore {
	const toKey = (viewerId: string) => `${name}:${viewerId}:preferences`;
	return {
		load: async (viewerId) => readJson(storage.read(toKey(viewerId))),
		async save(viewerId, preferences) {
			storage.write(toKey(viewerId), JSON.stringify(preferences));
		},
		subscribe(viewerId, listener) {
			let before = storage.read(toKey(viewerId));
			return storage.subscribe(() => {
				const now = storage.read(toKey(viewerId));
				if (now === before) return;
				before = now;
				listener();
			});
		},
	};
}
