import type { JobtrayClient } from '../client/index.ts';
import type { Channels, ChannelsOptions } from './channels.ts';
import type { KeyValueStorage } from './key-value-storage.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Note } from './note.ts';
import type { Notice } from './notice.ts';
import type { PreferencesStore } from './preferences/preferences.ts';
import type { Sound } from './sound/sound.ts';
import type { TitleTarget } from './title/title-target.ts';

/** What `createAttention` needs, and what may be replaced. */
export interface AttentionOptions {
	/** Whose jobs; the attention does not open it. */
	client: JobtrayClient;
	/** Tells the person, by a toast for instance. Called once per end over all tabs of this device, on a page that is seen. */
	notify(notice: Notice): void;
	/**
	 * Says a notice to those who hear the page: called once over all tabs, on a page that is seen, also where the person has
	 * turned toasts off or reads the open panel; not where they want nothing spoken. Default: nothing is said.
	 */
	say?(notice: Notice): void;
	/** The words for the desktop, and where a click leads. `names` is false for shared screens: no names then. Default English. */
	toNote?(notice: Notice, options: { names: boolean }): Note;
	/** Goes to a path of the host's own site. Default: the browser loads the page. */
	navigate?(href: string): void;
	/** Shows the panel, for what leads nowhere else. Default: nothing. */
	openTray?(): void;
	/** The gateway, as given to `createClient`; keeps apart what belongs to several of one origin. Default `/jobtray`. */
	url?: string;
	/** What the host calls itself in the title, `[73%] BRAND — NAME`. Default none: `[73%] NAME`. */
	brand?: string;
	/** Picture of desktop notifications, an address. Default none. */
	icon?: string;
	/** More sounds to choose from, by id; one of a built-in id replaces it. Default none. */
	sounds?: Readonly<Record<string, Sound>>;
	/** Through what desktop notifications are shown where a page may not by itself: a registration, or a script's address. Default none. */
	serviceWorker?: ServiceWorkerRegistration | string;
	/** Replaces some of the channels by the host's own. Called for each person anew; they are closed when that person goes. */
	openChannels?(options: ChannelsOptions): Partial<Channels>;
	/** Where the title is shown; `null` leaves the tab's title alone. Default `createDocumentTitle` by the client's clock. */
	title?: TitleTarget | null;
	/** Where it is kept how a person wants to be told. Default in `storage`. */
	preferences?: PreferencesStore;
	/**
	 * Where all else is kept on the device: what a person has seen, bells, when a sound last rang, that the offer of the
	 * desktop was answered. Default `createBrowserStorage()`: `localStorage`.
	 */
	storage?: KeyValueStorage;
	/** Opens the list of what a person has been told; `name` tells gateway and person. Default IndexedDB, else `storage`. */
	openLedger?(name: string): Ledger;
}
