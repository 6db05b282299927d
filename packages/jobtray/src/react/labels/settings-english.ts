import type { TestedChannel } from '../../attention/channel-states.ts';
import type { Format } from './format.ts';
import type { SettingsLabels } from './settings-labels.ts';

const sounds: Readonly<Record<string, string>> = {
	chime: 'Chime',
	pebble: 'Pebble',
	marimba: 'Marimba',
	bell: 'Bell',
	drop: 'Drop',
	glass: 'Glass',
	low: 'Low',
	knock: 'Knock',
};

const channels: Record<TestedChannel, string> = {
	toast: 'Note on the page',
	'sound-success': 'Sound when done',
	'sound-failure': 'Sound when failed',
	desktop: 'Desktop notification',
	favicon: 'Icon of the tab',
	badge: 'Badge of the app',
};

const worked: Record<TestedChannel, string> = {
	toast: 'Shown.',
	'sound-success': 'Played. Nothing heard? Look at the volume of the system and of this tab.',
	'sound-failure': 'Played.',
	desktop: 'Sent. Nothing seen? Look whether the system is set to “do not disturb”.',
	favicon: 'Shown for a moment.',
	badge: 'Sent. It shows where the site is installed as an app.',
};

const desktopDenied =
	'The browser blocks notifications of this site. Allow them in the site’s settings, beside the address, then test again.';
const desktopInsecure = 'Only possible on a secure address (https).';
const soundBlocked = 'Blocked by the browser until you click.';

/** The English words of the settings. */
export function settingsEnglish({ percent }: Format): SettingsLabels {
	return {
		onThisPage: 'On this page',
		sound: 'Sound',
		desktop: 'On the desktop',
		onTheTab: 'On the tab',
		rules: 'Which jobs',
		quiet: 'Quiet',

		toasts: 'Show a note when a job ends',
		toastsHint: 'Below the bar; a click leads to the result.',
		opensWhenDone: 'Open the tray when all is done',
		opensWhenDoneHint: 'For a moment, unless you touch it.',
		spoken: 'Read aloud',
		spokenHint: 'For screen readers.',
		spokenChoice: (choice) => ({ off: 'Nothing', ends: 'Ends of jobs', quarters: 'Ends and each quarter' })[choice],

		soundOn: 'Play a sound when a job ends',
		soundOnHint: 'Once, however many tabs are open.',
		soundSuccess: 'When done',
		soundFailure: 'When failed',
		soundName: (id) => sounds[id] ?? id,
		preview: (sound) => `Play ${sound}`,
		volume: 'Volume',
		volumeValue: percent,
		soundWhen: 'Play it',
		soundWhenChoice: (choice) =>
			({
				always: 'Always',
				unfocused: 'While I work elsewhere',
				'all-done': 'When all is done',
			})[choice],
		soundBlocked,
		soundMissing: 'This browser cannot play sounds.',

		desktopOn: 'Notify me on the desktop',
		desktopHint: 'While you work in another tab or application.',
		desktopTurnOn: 'Turn on',
		desktopDenied:
			'The browser blocks notifications of this site. Allow them in the site’s settings, beside the address.',
		desktopInsecure,
		desktopMissing: 'This browser has none. On a phone, add the site to the home screen first.',

		titleOn: 'Progress in the title',
		titleHint: (example) => `While you work elsewhere: ${example}`,
		titleJob: 'Generating Scene 3',
		faviconOn: 'Progress in the icon',
		faviconHint: 'A ring around the icon, and a mark at the end.',
		badgeOn: 'Count on the app’s icon',
		badgeHint: 'How many ends you have not seen.',
		badgeMissing: 'Only where the site is installed as an app.',

		longerThan: 'Tell me only of jobs longer than',
		longerThanHint: 'With 0 seconds you are told of every job.',
		seconds: 'seconds',
		failuresAlways: 'Failures always',
		failuresAlwaysHint: 'However short the job was.',

		quietWhileOpen: 'Nothing while the tray is open',
		quietHours: 'Quiet hours',
		quietHoursHint: 'No sound and no desktop notification.',
		quietFrom: 'From',
		quietTo: 'To',
		privacy: 'Hide names: in the tab’s title, on the desktop',
		privacyHint: 'For shared screens. The tray and its notes on this page still show them.',

		test: 'Test',
		testAll: 'Try every channel',
		testHint: 'Plays, shows and asks, and says what came of each.',
		testing: 'Testing…',
		testedChannel: (channel) => channels[channel],
		testOutcome(channel, outcome) {
			switch (outcome) {
				case 'done':
					return worked[channel];
				case 'asked':
					return 'The browser’s question was closed without an answer. Test again to be asked.';
				case 'insecure':
					return desktopInsecure;
				case 'blocked':
					return channel === 'desktop' ? desktopDenied : `${soundBlocked} Click anywhere, then test again.`;
				case 'missing':
					return channel === 'badge' ? 'Only where the site is installed as an app.' : 'This browser has none.';
			}
		},
		testedOff: 'It is turned off above.',
	};
}
