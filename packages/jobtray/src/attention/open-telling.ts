import { createListeners } from '../client/listeners.ts';
import type { AttentionOptions } from './attention-options.ts';
import type { AttentionState } from './attention-state.ts';
import type { Bell } from './bell.ts';
import type { DesktopState, TestedChannel, TestResult } from './channel-states.ts';
import { createTeller } from './create-teller.ts';
import type { Heard } from './heard.ts';
import { keepBells } from './keep-bells.ts';
import type { KeyValueStorage } from './key-value-storage.ts';
import { openLedger } from './ledger/open-ledger.ts';
import type { Notice } from './notice.ts';
import { keepPreferences } from './preferences/keep-preferences.ts';
import type { Preferences } from './preferences/preferences.ts';
import { createStoragePreferences } from './preferences/storage-preferences.ts';
import { createTitle } from './title/create-title.ts';
import { createDocumentTitle } from './title/document-title.ts';
import { toSampleNotice } from './to-sample-notice.ts';

/** What tells one person of their ends, from this page, and how they want it. */
export interface Telling {
	learn(heard: Heard): void;
	setPreferences(patch: Partial<Preferences>): void;
	setBell(key: string, bell: Bell): void;
	test(channel: TestedChannel): Promise<TestResult>;
	askDesktop(): Promise<DesktopState>;
	dismissDesktopOffer(): void;
	/** Tells nothing more; what is not told stays unclaimed. */
	close(): void;
}

/** What telling needs. */
export interface TellingOptions extends AttentionOptions {
	storage: KeyValueStorage;
	/** Tells gateway and person. */
	name: string;
	/** Tells the gateway. */
	gateway: string;
	viewerId: string;
	state: AttentionState;
	/** Since when the page is there, on the server's clock. */
	since: number;
	/** Since when the person looks elsewhere, on this device's clock; `null` where they do not. */
	awaySince: number | null;
}

/** Begins to tell: by notices, each end once over all tabs, and by the title. */
export function openTelling(options: TellingOptions): Telling {
	const { client, name, storage, title, brand = '', state } = options;
	const ledger = options.openLedger?.(name) ?? openLedger({ name, storage, clock: client.clock });
	const target = title === undefined ? createDocumentTitle(client.clock) : title;
	const store = options.preferences ?? createStoragePreferences({ storage, name: options.gateway });
	const preferences = keepPreferences({ ...options, store, cell: state.preferences });
	const bells = keepBells({ ...options, cell: state.bells });
	// Through a list of one: what a host's function throws is reported, and the next notice is still told.
	const told = createListeners<Notice>();
	told.add(options.notify);
	const parts = [
		createTeller({ ...options, ledger, notify: told.tell }),
		...(target === null ? [] : [createTitle({ ...options, brand, target })]),
	];
	return {
		learn(heard) {
			for (const part of parts) part.learn(heard);
		},
		setPreferences: preferences.change,
		setBell: bells.set,
		async test(channel) {
			if (channel !== 'toast') return 'missing';
			told.tell(toSampleNotice(client.now()));
			return 'done';
		},
		askDesktop: async () => 'missing',
		dismissDesktopOffer() {},
		close() {
			for (const part of [...parts, preferences, bells]) part.close();
			ledger.close();
		},
	};
}

/** The function that begins it. */
export type OpenTelling = typeof openTelling;
