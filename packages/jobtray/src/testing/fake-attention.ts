import {
	type Attention,
	type Bell,
	type ChannelStates,
	type DesktopState,
	defaultPreferences,
	type Preferences,
	type SoundChoice,
	type TestedChannel,
	type TestResult,
} from '../attention/index.ts';
import { createFakeReadable, type FakeReadable } from './fake-readable.ts';

/** An attention that tells nobody anything; what it shows is set by hand. */
export interface FakeAttention extends Attention {
	unseen: FakeReadable<{ completed: number; failed: number }>;
	preferences: FakeReadable<Preferences>;
	bell(key: string): FakeReadable<Bell>;
	channels: FakeReadable<ChannelStates>;
	offersDesktop: FakeReadable<boolean>;
	sounds: FakeReadable<readonly SoundChoice[]>;
	/** Whether the panel was said to be open. */
	isPanelOpen(): boolean;
	/** What was tried, oldest first. */
	tests: TestedChannel[];
	/** What the next trials and questions come to; `done` and `granted` until set. */
	answer(answers: { test?: TestResult; desktop?: DesktopState }): void;
	/** The jobs whose ends were said to be seen one by one, oldest first. */
	seenOnes: string[];
	/** How many opens have not been undone. */
	holds(): number;
}

/** Creates an attention with nothing unseen, the default preferences, and every channel ready. */
export function createFakeAttention(): FakeAttention {
	const unseen = createFakeReadable({ completed: 0, failed: 0 });
	const preferences = createFakeReadable(defaultPreferences);
	const channels = createFakeReadable<ChannelStates>({ sound: 'ready', desktop: 'default', badge: 'ready' });
	const offersDesktop = createFakeReadable(false);
	const bells = new Map<string, FakeReadable<Bell>>();
	const tests: TestedChannel[] = [];
	const seenOnes: string[] = [];
	const holds = new Set<object>();
	let answers: { test: TestResult; desktop: DesktopState } = { test: 'done', desktop: 'granted' };
	let isPanelOpen = false;

	function bell(key: string): FakeReadable<Bell> {
		const known = bells.get(key) ?? createFakeReadable<Bell>('default');
		bells.set(key, known);
		return known;
	}

	return {
		unseen,
		preferences,
		channels,
		offersDesktop,
		bell,
		tests,
		seenOnes,
		sounds: createFakeReadable<readonly SoundChoice[]>([{ id: 'chime' }, { id: 'low' }]),
		markSeen(key) {
			if (key === undefined) unseen.set({ completed: 0, failed: 0 });
			else seenOnes.push(key);
		},
		setPreferences: (patch) => preferences.set({ ...preferences.get(), ...patch }),
		setBell: (key, next) => bell(key).set(next),
		panelOpen(open) {
			isPanelOpen = open;
		},
		isPanelOpen: () => isPanelOpen,
		async test(channel) {
			tests.push(channel);
			return answers.test;
		},
		async askDesktop() {
			const { desktop } = answers;
			channels.set({ ...channels.get(), desktop });
			offersDesktop.set(false);
			if (desktop === 'granted') preferences.set({ ...preferences.get(), desktop: true });
			return desktop;
		},
		dismissDesktopOffer: () => offersDesktop.set(false),
		answer(next) {
			answers = { ...answers, ...next };
		},
		open() {
			const mark = {};
			holds.add(mark);
			return () => void holds.delete(mark);
		},
		holds: () => holds.size,
	};
}
