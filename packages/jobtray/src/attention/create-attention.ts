import { createCell } from '../client/cell.ts';
import type { JobtrayClient, Readable } from '../client/index.ts';
import { createListeners } from '../client/listeners.ts';
import { createUnseen, noneUnseen, type Unseen, type UnseenCounts } from './create-unseen.ts';
import { hearEnds } from './hear-ends.ts';
import { createBrowserStorage, type KeyValueStorage } from './key-value-storage.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Notice } from './notice.ts';
import { tellingPart } from './telling-part.ts';
import type { TitleTarget } from './title/title-target.ts';

/** What `createAttention` needs, and what may be replaced. */
export interface AttentionOptions {
	/** Whose jobs; the attention does not open it. */
	client: JobtrayClient;
	/** Tells the person, by a toast for instance. Called once per end over all tabs of this device, on a page that is seen. */
	notify(notice: Notice): void;
	/** The gateway, as given to `createClient`; keeps apart what belongs to several of one origin. Default `/jobtray`. */
	url?: string;
	/** What the host calls itself in the title, `[73%] BRAND — NAME`. Default none: `[73%] NAME`. */
	brand?: string;
	/** Where the title is shown; `null` leaves the tab's title alone. Default the document. */
	title?: TitleTarget | null;
	/** Where it is kept what a person has seen. Default `localStorage`. */
	storage?: KeyValueStorage;
	/** Opens the list of what a person has been told; `name` tells gateway and person. Default IndexedDB, else `storage`. */
	openLedger?(name: string): Ledger;
}

/** Who is told what, once. */
export interface Attention {
	/** The ends that the person has not seen in the panel. */
	unseen: Readable<UnseenCounts>;
	/** What is listed now has been seen, in all tabs of that person. Call it while the panel is open. */
	markSeen(): void;
	/** Starts. Counted: it stops once every caller has called what this returns, which is idempotent. */
	open(): () => void;
}

/** What runs for the person who is logged in. */
interface Session {
	viewerId: string;
	unseen: Unseen;
	close(): void;
}

/** Creates the attention of one page to one client's jobs. Share it: two on a page would write the same title. */
export function createAttention(options: AttentionOptions): Attention {
	const { client, url = '/jobtray', brand = '', openLedger, title } = options;
	const unseen = createCell(noneUnseen);
	// Through a list of one: what a host's function throws is reported, and the next notice is still told.
	const told = createListeners<Notice>();
	told.add(options.notify);
	const holders = new Set<object>();
	const storage = options.storage ?? createBrowserStorage();
	let session: Session | null = null;
	let endViewer: (() => void) | null = null;

	function openSession(viewerId: string): Session {
		const name = `jobtray:${url}:${viewerId}`;
		const endTelling = hearEnds({
			client,
			part: tellingPart,
			open: (openTelling, from) =>
				openTelling({ client, name, storage, openLedger, title, brand, notify: told.tell, ...from }),
		});
		const counting = createUnseen({ client, storage, name, counts: unseen });
		return {
			viewerId,
			unseen: counting,
			close() {
				endTelling();
				counting.close();
				unseen.set(noneUnseen);
			},
		};
	}

	function follow(): void {
		const viewer = client.viewer.get();
		// Unknown for the moment is not another person: what waits to be told goes on waiting.
		if (viewer === null || viewer.id === session?.viewerId) return;
		session?.close();
		session = openSession(viewer.id);
	}

	function close(): void {
		endViewer?.();
		endViewer = null;
		session?.close();
		session = null;
	}

	return {
		unseen,
		markSeen: () => session?.unseen.markSeen(),
		open() {
			const holder = {};
			holders.add(holder);
			if (endViewer === null) {
				endViewer = client.viewer.subscribe(follow);
				follow();
			}
			return () => {
				if (holders.delete(holder) && holders.size === 0) close();
			};
		},
	};
}
