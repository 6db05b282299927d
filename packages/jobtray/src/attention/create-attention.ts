import type { Attention } from './attention.ts';
import type { AttentionOptions } from './attention-options.ts';
import { createAttentionState } from './attention-state.ts';
import { createUnseen, noneUnseen, type Unseen } from './create-unseen.ts';
import { type Hearing, hearEnds } from './hear-ends.ts';
import { createBrowserStorage } from './key-value-storage.ts';
import { defaultPreferences } from './preferences/preferences.ts';
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
	const { unseen, preferences, bells, channels, sounds, offersDesktop, panelOpen } = state;
	const holders = new Set<object>();
	const storage = options.storage ?? createBrowserStorage();
	let session: Session | null = null;
	let endViewer: (() => void) | null = null;

	function openSession(viewerId: string): Session {
		const name = `jobtray:${url}`;
		const own = { client, storage, name: `${name}:${viewerId}` };
		const hearing = hearEnds({
			client,
			part: tellingPart,
			open: (openTelling, from) => openTelling({ ...options, ...own, viewerId, gateway: name, state, ...from }),
		});
		const counting = createUnseen({ ...own, counts: unseen });
		return {
			viewerId,
			unseen: counting,
			hearing,
			close() {
				hearing.close();
				counting.close();
				unseen.set(noneUnseen);
				preferences.set(defaultPreferences);
				bells.set(new Map());
				offersDesktop.set(false);
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
		preferences,
		channels,
		sounds,
		offersDesktop,
		markSeen: () => session?.unseen.markSeen(),
		setPreferences: (patch) => session?.hearing.use((telling) => telling.setPreferences(patch)),
		bell: (key) => ({ get: () => bells.get().get(key) ?? 'default', subscribe: bells.subscribe }),
		setBell: (key, bell) => session?.hearing.use((telling) => telling.setBell(key, bell)),
		panelOpen: panelOpen.set,
		test: (channel) =>
			new Promise((resolve) => {
				if (session === null) resolve('missing');
				else session.hearing.use((telling) => resolve(telling.test(channel)));
			}),
		askDesktop: () =>
			new Promise((resolve) => {
				if (session === null) resolve('missing');
				else session.hearing.use((telling) => resolve(telling.askDesktop()));
			}),
		dismissDesktopOffer: () => session?.hearing.use((telling) => telling.dismissDesktopOffer()),
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
