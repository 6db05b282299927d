import type { Channels, DesktopState, FaviconState, PresenceState } from '../attention/index.ts';
import type { Page } from '../client/index.ts';
import { createFakeReadable, type FakeReadable } from './fake-readable.ts';

/** Channels that show nothing, and remember what they were to show. */
export interface FakeChannels extends Channels {
	sounds: Channels['sounds'] & { state: FakeReadable<'ready' | 'blocked' | 'missing'>; played: string[] };
	favicon: Channels['favicon'] & { shown(): FaviconState | null };
	badge: Channels['badge'] & { count(): number };
	desktop: Channels['desktop'] & {
		state: FakeReadable<DesktopState>;
		/** What the person answers; `granted` until set. */
		answer(next: DesktopState): void;
		/** Whether it can show anything; true until set. */
		works(next: boolean): void;
		shown: { tag: string; title: string; body: string; href: string | null; silent: boolean }[];
	};
	/** Clicks a desktop notification that leads there, and is about that job. */
	click(href: string | null, key?: string): void;
}

/** The pages of one person, over all tabs. */
export type FakePresences = Map<object, () => PresenceState>;

/** Creates channels of one tab, all ready, but for the desktop, which nobody has asked for yet. */
export function createFakeChannels({
	page,
	presences = new Map(),
}: {
	page: Page;
	/** A function is asked whose pages they are each time the channels are opened. */
	presences?: FakePresences | (() => FakePresences);
}) {
	let pages: FakePresences = new Map();
	const soundState = createFakeReadable<'ready' | 'blocked' | 'missing'>('ready');
	const desktopState = createFakeReadable<DesktopState>('default');
	const played: string[] = [];
	const shown: FakeChannels['desktop']['shown'] = [];
	const tab = {};
	let [icon, count, answer, works, reading]: [FaviconState | null, number, DesktopState, boolean, boolean] = [
		null,
		0,
		'granted',
		true,
		false,
	];
	let onClick: (href: string | null, key?: string) => void = () => {};

	const channels: FakeChannels = {
		sounds: {
			state: soundState,
			ids: ['chime', 'low'],
			played,
			play(id, { volume }) {
				if (soundState.get() === 'ready') played.push(`${id} at ${volume}`);
				return soundState.get() === 'ready';
			},
			unlock: async () => soundState.get() === 'ready',
			close() {},
		},
		favicon: {
			shown: () => icon,
			show(state) {
				icon = state;
			},
			close() {
				icon = null;
			},
		},
		badge: {
			state: 'ready',
			count: () => count,
			show(next) {
				count = next;
			},
			close() {
				count = 0;
			},
		},
		desktop: {
			state: desktopState,
			shown,
			answer(next) {
				answer = next;
			},
			works(next) {
				works = next;
			},
			async ask() {
				desktopState.set(answer);
				return answer;
			},
			async show({ tag, title, body, href, silent = false }) {
				if (works) shown.push({ tag, title, body, href, silent });
				return works;
			},
			close() {},
		},
		presence: {
			async look() {
				const all = [...pages.values()].map((look) => look());
				const some = (fact: keyof PresenceState) => all.some((each) => each[fact]);
				return { seen: some('seen'), focused: some('focused'), reading: some('reading') };
			},
			setReading(next) {
				reading = next;
			},
			close: () => void pages.delete(tab),
		},
		click: (href, key) => onClick(href, key),
	};
	return {
		channels,
		/** What `AttentionOptions.openChannels` is to be. */
		open(options: { onClick(href: string | null, key?: string): void }): Partial<Channels> {
			onClick = options.onClick;
			pages = typeof presences === 'function' ? presences() : presences;
			pages.set(tab, () => ({
				seen: !page.hidden(),
				focused: page.focused(),
				reading: page.focused() && reading,
			}));
			return channels;
		},
	};
}
