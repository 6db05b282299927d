import type { TestedChannel } from '../../attention/channel-states.ts';

/**
 * What came of trying one. `asked`: the person has not answered the browser's question; `insecure`: the page is not on a
 * secure address.
 */
export type TestOutcome = 'done' | 'blocked' | 'missing' | 'asked' | 'insecure';

/** The strings of the settings. */
export interface SettingsLabels {
	/** Headings of what belongs together. */
	onThisPage: string;
	sound: string;
	desktop: string;
	onTheTab: string;
	rules: string;
	quiet: string;

	toasts: string;
	toastsHint: string;
	opensWhenDone: string;
	opensWhenDoneHint: string;
	spoken: string;
	spokenHint: string;
	spokenChoice(choice: 'off' | 'ends' | 'quarters'): string;

	soundOn: string;
	soundOnHint: string;
	soundSuccess: string;
	soundFailure: string;
	/** A sound's name; of a host's own, its id. */
	soundName(id: string): string;
	/** Name of the button that plays a sound; `sound` is its name. */
	preview(sound: string): string;
	volume: string;
	volumeValue(volume: number): string;
	soundWhen: string;
	soundWhenChoice(choice: 'always' | 'unfocused' | 'all-done'): string;
	soundBlocked: string;
	soundMissing: string;

	desktopOn: string;
	desktopHint: string;
	desktopTurnOn: string;
	desktopDenied: string;
	desktopInsecure: string;
	desktopMissing: string;

	titleOn: string;
	/** `example` is what such a title looks like. */
	titleHint(example: string): string;
	/** A job's name for that example. */
	titleJob: string;
	faviconOn: string;
	faviconHint: string;
	badgeOn: string;
	badgeHint: string;
	badgeMissing: string;

	longerThan: string;
	longerThanHint: string;
	seconds: string;
	failuresAlways: string;
	failuresAlwaysHint: string;

	quietWhileOpen: string;
	quietHours: string;
	quietHoursHint: string;
	quietFrom: string;
	quietTo: string;
	privacy: string;
	privacyHint: string;

	test: string;
	testAll: string;
	testHint: string;
	testing: string;
	testedChannel(channel: TestedChannel): string;
	testOutcome(channel: TestedChannel, outcome: TestOutcome): string;
	/** Added where a channel works, and is turned off. */
	testedOff: string;
}
