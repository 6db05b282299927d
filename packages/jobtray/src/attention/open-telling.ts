import { createListeners } from '../client/listeners.ts';
import type { AttentionOptions } from './attention-options.ts';
import type { AttentionState } from './attention-state.ts';
import type { AwayFacts } from './away-facts.ts';
import type { Bell } from './bell.ts';
import type { DesktopState, TestedChannel, TestResult } from './channel-states.ts';
import { createAway } from './create-away.ts';
import { createRinger } from './create-ringer.ts';
import { createTeller } from './create-teller.ts';
import { createWants } from './create-wants.ts';
import type { Heard } from './heard.ts';
import { keepBells } from './keep-bells.ts';
import type { KeyValueStorage } from './key-value-storage.ts';
import { openLedger } from './ledger/open-ledger.ts';
import type { Notice } from './notice.ts';
import { offerDesktop } from './offer-desktop.ts';
import { openChannels } from './open-channels.ts';
import { keepPreferences } from './preferences/keep-preferences.ts';
import type { Preferences } from './preferences/preferences.ts';
import { createStoragePreferences } from './preferences/storage-preferences.ts';
import { showAway } from './show-away.ts';
import { createDocumentTitle } from './title/document-title.ts';
import { toEnglishNote } from './to-english-note.ts';
import { toTag } from './to-tag.ts';
import { createTrials } from './try-channels.ts';
import { watchChannels } from './watch-channels.ts';

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
	/** The end of one job has been seen. */
	markSeen(key: string): void;
	/** Since when the page is there, on the server's clock. */
	since: number;
	/** Since when the person looks elsewhere, on this device's clock; `null` where they do not. */
	awaySince: number | null;
}

/** Begins to tell: each end once over all tabs, by what the person wants to be told by. */
export function openTelling(options: TellingOptions): Telling {
	const { client, name, storage, title, brand = '', state, icon } = options;
	const { openTray = () => {}, navigate = (href) => location.assign(href), toNote = toEnglishNote } = options;
	const ledger = options.openLedger?.(name) ?? openLedger({ name, storage, clock: client.clock });
	const target = title === undefined ? createDocumentTitle(client.clock) : title;
	const store = options.preferences ?? createStoragePreferences({ storage, name: options.gateway });
	const preferences = keepPreferences({ ...options, store, cell: state.preferences });
	const bells = keepBells({ ...options, cell: state.bells });
	const wants = createWants({ client, state, settled: preferences.settled });
	const channels = openChannels({
		...options,
		onClick(href, key) {
			if (key !== undefined) options.markSeen(key);
			if (href === null) openTray();
			else navigate(href);
		},
	});
	// Through lists of one: what a host's function throws is reported, and the next notice is still told.
	const told = createListeners<Notice>();
	told.add(options.notify);
	const said = createListeners<Notice>();
	if (options.say !== undefined) said.add(options.say);

	async function showNote(notice: Notice): Promise<boolean> {
		const note = toNote(notice, { names: !state.preferences.get().privacy });
		// Not two sounds for one end.
		const silent = state.preferences.get().sound.on && channels.sounds.state.get() === 'ready';
		return channels.desktop.show({ tag: toTag(notice), key: toKey(notice), icon, silent, ...note });
	}

	async function askDesktop(): Promise<DesktopState> {
		const answer = await channels.desktop.ask();
		if (answer === 'granted') preferences.change({ desktop: true });
		offer.answered();
		return answer;
	}

	const watching = watchChannels({ state, channels });
	const offer = offerDesktop({ ...options });
	const own = { ...options, ledger, wants, channels };
	const show = (facts: AwayFacts | null) =>
		showAway(facts, { target, brand, favicon: channels.favicon, preferences: state.preferences.get() });
	const away = createAway({ ...options, wants, show });
	const tellers = [createTeller({ ...own, notify: told.tell, say: said.tell, showNote }), createRinger(own), away];
	const trials = createTrials({ ...own, notify: told.tell, showNote, askDesktop, update: away.update });
	const undo = [state.preferences.subscribe(away.update), state.bells.subscribe(away.update)];

	return {
		learn(heard) {
			for (const part of tellers) part.learn(heard);
		},
		setPreferences: preferences.change,
		setBell: bells.set,
		test: trials.test,
		askDesktop,
		dismissDesktopOffer: offer.answered,
		close() {
			for (const end of undo.splice(0)) end();
			const parts = [...tellers, trials, offer, watching, preferences, bells];
			for (const part of [...parts, ...Object.values(channels), ledger]) part.close();
		},
	};
}

/** The one job that a notice is about. */
function toKey(notice: Notice): string | undefined {
	return notice.type === 'ended' ? notice.end.job.key : undefined;
}

/** The function that begins it. */
export type OpenTelling = typeof openTelling;
