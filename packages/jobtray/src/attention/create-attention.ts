import type { Attention } from './attention.ts';
import type { AttentionOptions } from './attention-options.ts';
import { createAttentionState } from './attention-state.ts';
import { createUnseen, noneUnseen, type Unseen } from './create-unseen.ts';
import { type Hearing, hearEnds } from './hear-ends.ts';
import { createBrowserStorage } from './key-value-storage.ts';
import type { Telling } from './open-telling.ts';
import { tellingPart } from './telling-part.ts';

/** What runs for the person who is logged in. */
interface Session {
	viewerId: string;
	unseen: Unseen;
	hearing: Hearing;
	close(): void;
}

/** Creates the attention of one page to one client's jobs. Share it: two on a page would write the same title. */
export function createAttention(options: AttentionOptions): Attention {
	const { client, url = '/jobtray' } = options;
	const state = createAttentionState();
	const { unseen, bells } = state;
	const holders = new Set<object>();
	const storage = options.storage ?? createBrowserStorage();
	let session: Session | null = null;
	let endViewer: (() => void) | null = null;

	function openSession(viewerId: string): Session {
		const name = `jobtray:${url}`;
		const own = { client, storage, name: `${name}:${viewerId}` };
		const counting = createUnseen({ ...own, counts: unseen });
		const { markSeen } = counting;
		const hearing = hearEnds({
			client,
			part: tellingPart,
			open: (openTelling, from) =>
				openTelling({ ...options, ...own, viewerId, gateway: name, state, markSeen, ...from }),
		});
		return {
			viewerId,
			unseen: counting,
			hearing,
			close() {
				hearing.close();
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

	function use(action: (telling: Telling) => void): void {
		session?.hearing.use(action);
	}

	function ask<T>(question: (telling: Telling) => Promise<T>): Promise<T | 'missing'> {
		return new Promise((resolve) => {
			use((telling) => resolve(question(telling)));
			if (session === null) resolve('missing');
		});
	}

	return {
		...state,
		markSeen: (key) => session?.unseen.markSeen(key),
		setPreferences: (patch) => use((telling) => telling.setPreferences(patch)),
		bell: (key) => ({ get: () => bells.get().get(key) ?? 'default', subscribe: bells.subscribe }),
		setBell: (key, bell) => use((telling) => telling.setBell(key, bell)),
		panelOpen: state.panelOpen.set,
		test: (channel) => ask((telling) => telling.test(channel)),
		askDesktop: () => ask((telling) => telling.askDesktop()),
		dismissDesktopOffer: () => use((telling) => telling.dismissDesktopOffer()),
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
