import type { Attention, Preferences, TestedChannel } from '../../attention/index.ts';
import type { JobtrayClient } from '../../client/index.ts';
import type { TestOutcome } from '../labels/settings-labels.ts';

/** What came of trying one channel. */
export interface Tried {
	channel: TestedChannel;
	outcome: TestOutcome;
	/** Whether the person has turned it off: then it works, and tells nothing. */
	isOff: boolean;
}

/** How long one sound is given before the next. */
const apartMs = 1_200;

const channels: readonly TestedChannel[] = ['toast', 'sound-success', 'sound-failure', 'favicon', 'badge'];

/**
 * Tries each channel and reports on each as it goes. Call it from a press. The question for desktop notifications comes
 * first, since a browser asks only at the press itself.
 */
export async function tryChannels(
	{ attention, clock }: { attention: Attention; clock: JobtrayClient['clock'] },
	report: (tried: Tried) => void,
): Promise<void> {
	const tell = (channel: TestedChannel, outcome: TestOutcome) =>
		report({ channel, outcome, isOff: isOff(channel, attention.preferences.get()) });

	tell('desktop', await tryDesktop(attention));
	for (const channel of channels) {
		if (channel === 'sound-failure') await new Promise<void>((resolve) => clock.setTimer(apartMs, resolve));
		tell(channel, await attention.test(channel));
	}
}

async function tryDesktop(attention: Attention): Promise<TestOutcome> {
	const known = attention.channels.get().desktop;
	const state = known === 'default' ? await attention.askDesktop() : known;
	switch (state) {
		case 'granted':
			return attention.test('desktop');
		case 'denied':
			return 'blocked';
		case 'default':
			return 'asked';
		default:
			return state;
	}
}

function isOff(channel: TestedChannel, { toasts, sound, desktop, favicon, badge }: Preferences): boolean {
	switch (channel) {
		case 'toast':
			return !toasts;
		case 'desktop':
			return !desktop;
		case 'favicon':
			return !favicon;
		case 'badge':
			return !badge;
		default:
			return !sound.on;
	}
}
