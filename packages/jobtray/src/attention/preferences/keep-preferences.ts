import type { Cell } from '../../client/cell.ts';
import type { JobtrayClient } from '../../client/index.ts';
import type { Preferences, PreferencesStore } from './preferences.ts';
import { readPreferencesOver } from './read-preferences-over.ts';

/** How long telling waits for preferences that are slow to load, before it goes by the defaults. */
const patienceMs = 3_000;

/** What keeps one person's preferences. */
export interface KeptPreferences {
	/** Changes some, shows them at once, and saves them. */
	change(patch: Partial<Preferences>): void;
	/** Settles once they are loaded, or cannot be, or are not within 3 s. Never rejects. */
	settled: Promise<void>;
	/** Stops, and shows the defaults. Idempotent. */
	close(): void;
}

/**
 * Loads preferences into `cell`, and follows what others save. What cannot be loaded or saved is tried again whenever
 * something happens to the page, and the person's newest choice wins over what is loaded meanwhile.
 */
export function keepPreferences(options: {
	client: JobtrayClient;
	store: PreferencesStore;
	viewerId: string;
	/** Holds the defaults; they are not imported here, where they would be loaded in a file of their own. */
	cell: Cell<Preferences>;
}): KeptPreferences {
	const { client, store, viewerId, cell } = options;
	const defaults = cell.get();
	let unsaved: Partial<Preferences> = {};
	let isLoaded = false;
	let isSaving = false;
	let closed = false;

	async function load(): Promise<void> {
		try {
			const stored = readPreferencesOver(await store.load(viewerId), defaults);
			if (closed) return;
			isLoaded = true;
			show({ ...stored, ...unsaved });
		} catch {
			// Tried again with the next event of the page; until then what is shown holds.
		}
		await save();
	}

	async function save(): Promise<void> {
		if (!isLoaded || isSaving) return;
		isSaving = true;
		try {
			while (Object.keys(unsaved).length > 0) {
				const sent = unsaved;
				await store.save(viewerId, cell.get());
				if (sent === unsaved) unsaved = {};
			}
		} catch {
			// Tried again with the next event of the page, or the next change.
		}
		isSaving = false;
	}

	function show(next: Preferences): void {
		if (!isSame(next, cell.get())) cell.set(next);
	}

	const undo = [
		store.subscribe?.(viewerId, () => void load()) ?? (() => {}),
		client.page.subscribe(() => void (isLoaded ? save() : load())),
	];

	return {
		change(patch) {
			unsaved = { ...unsaved, ...patch };
			show(readPreferencesOver({ ...cell.get(), ...patch }, defaults));
			void save();
		},
		settled: new Promise((resolve) => {
			const cancel = client.clock.setTimer(patienceMs, resolve);
			undo.push(cancel, resolve);
			void load().then(() => {
				cancel();
				resolve();
			});
		}),
		close() {
			closed = true;
			for (const end of undo.splice(0)) end();
			cell.set(defaults);
		},
	};
}

function isSame(one: Preferences, other: Preferences): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
