import type { JobtrayClient } from '../client/index.ts';
import { createTeller } from './create-teller.ts';
import type { Heard } from './heard.ts';
import type { KeyValueStorage } from './key-value-storage.ts';
import type { Ledger } from './ledger/ledger.ts';
import { openLedger } from './ledger/open-ledger.ts';
import type { Notice } from './notice.ts';
import { createTitle } from './title/create-title.ts';
import { createDocumentTitle } from './title/document-title.ts';
import type { TitleTarget } from './title/title-target.ts';

/** What tells one person of their ends, from this page. */
export interface Telling {
	learn(heard: Heard): void;
	/** Tells nothing more; what is not told stays unclaimed. */
	close(): void;
}

/** What telling needs. */
export interface TellingOptions {
	client: JobtrayClient;
	/** Tells gateway and person. */
	name: string;
	storage: KeyValueStorage;
	openLedger: ((name: string) => Ledger) | undefined;
	title: TitleTarget | null | undefined;
	brand: string;
	notify(notice: Notice): void;
	/** Since when the page is there, on the server's clock. */
	since: number;
	/** Since when the person looks elsewhere, on this device's clock; `null` where they do not. */
	awaySince: number | null;
}

/** Begins to tell: by notices, each end once over all tabs, and by the title. */
export function openTelling(options: TellingOptions): Telling {
	const { client, name, storage, title } = options;
	const ledger = options.openLedger?.(name) ?? openLedger({ name, storage, clock: client.clock });
	const target = title === undefined ? createDocumentTitle(client.clock) : title;
	const parts = [
		createTeller({ ...options, ledger }),
		...(target === null ? [] : [createTitle({ ...options, target })]),
	];
	return {
		learn(heard) {
			for (const part of parts) part.learn(heard);
		},
		close() {
			for (const part of parts) part.close();
			ledger.close();
		},
	};
}

/** The function that begins it. */
export type OpenTelling = typeof openTelling;
