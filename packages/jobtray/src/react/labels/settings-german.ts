import type { TestedChannel } from '../../attention/channel-states.ts';
import type { Format } from './format.ts';
import type { SettingsLabels } from './settings-labels.ts';

const sounds: Readonly<Record<string, string>> = {
	chime: 'Glockenspiel',
	pebble: 'Kiesel',
	marimba: 'Marimbaphon',
	bell: 'Glocke',
	drop: 'Tropfen',
	glass: 'Glas',
	low: 'Tief',
	knock: 'Klopfen',
};

const channels: Record<TestedChannel, string> = {
	toast: 'Meldung auf der Seite',
	'sound-success': 'Klang bei Erfolg',
	'sound-failure': 'Klang bei Fehler',
	desktop: 'Benachrichtigung',
	favicon: 'Symbol des Tabs',
	badge: 'Zahl am App-Symbol',
};

const worked: Record<TestedChannel, string> = {
	toast: 'Angezeigt.',
	'sound-success': 'Abgespielt. Nichts gehört? Lautstärke des Systems und dieses Tabs prüfen.',
	'sound-failure': 'Abgespielt.',
	desktop: 'Gesendet. Nichts gesehen? Prüfen, ob das System auf „Nicht stören“ steht.',
	favicon: 'Kurz angezeigt.',
	badge: 'Gesendet. Zu sehen ist sie, wo die Website als App installiert ist.',
};

const desktopDenied =
	'Der Browser blockiert Benachrichtigungen dieser Website. Erlauben Sie sie in den Website-Einstellungen neben der Adresse und testen Sie noch einmal.';
const desktopInsecure = 'Nur unter einer sicheren Adresse (https) möglich.';
const soundBlocked = 'Vom Browser blockiert, bis Sie klicken.';

/** The German words of the settings. */
export function settingsGerman({ percent }: Format): SettingsLabels {
	return {
		onThisPage: 'Auf dieser Seite',
		sound: 'Klang',
		desktop: 'Auf dem Desktop',
		onTheTab: 'Am Tab',
		rules: 'Welche Aufträge',
		quiet: 'Ruhe',

		toasts: 'Melden, wenn ein Auftrag endet',
		toastsHint: 'Unter der Leiste; ein Klick führt zum Ergebnis.',
		opensWhenDone: 'Liste öffnen, wenn alles fertig ist',
		opensWhenDoneHint: 'Kurz, außer Sie berühren sie.',
		spoken: 'Vorlesen',
		spokenHint: 'Für Screenreader.',
		spokenChoice: (choice) => ({ off: 'Nichts', ends: 'Enden', quarters: 'Enden und jedes Viertel' })[choice],

		soundOn: 'Klang, wenn ein Auftrag endet',
		soundOnHint: 'Einmal, auch bei mehreren Tabs.',
		soundSuccess: 'Bei Erfolg',
		soundFailure: 'Bei Fehler',
		soundName: (id) => sounds[id] ?? id,
		preview: (sound) => `${sound} abspielen`,
		volume: 'Lautstärke',
		volumeValue: percent,
		soundWhen: 'Abspielen',
		soundWhenChoice: (choice) =>
			({
				always: 'Immer',
				unfocused: 'Wenn ich woanders bin',
				'all-done': 'Wenn alles fertig ist',
			})[choice],
		soundBlocked,
		soundMissing: 'Dieser Browser kann keine Klänge abspielen.',

		desktopOn: 'Auf dem Desktop benachrichtigen',
		desktopHint: 'Wenn Sie in einem anderen Tab oder Programm arbeiten.',
		desktopTurnOn: 'Einschalten',
		desktopDenied:
			'Der Browser blockiert Benachrichtigungen dieser Website. Erlauben Sie sie in den Website-Einstellungen neben der Adresse.',
		desktopInsecure,
		desktopMissing: 'Dieser Browser hat keine. Am Telefon die Website zuerst zum Startbildschirm hinzufügen.',

		titleOn: 'Fortschritt im Titel',
		titleHint: (example) => `Wenn Sie woanders sind: ${example}`,
		titleJob: 'Szene 3 erzeugen',
		faviconOn: 'Fortschritt im Symbol',
		faviconHint: 'Ein Ring um das Symbol, am Ende ein Zeichen.',
		badgeOn: 'Zahl am App-Symbol',
		badgeHint: 'Wie viele Enden Sie noch nicht gesehen haben.',
		badgeMissing: 'Nur wenn die Website als App installiert ist.',

		longerThan: 'Nur Aufträge melden, die länger dauern als',
		longerThanHint: 'Bei 0 Sekunden wird jeder Auftrag gemeldet.',
		seconds: 'Sekunden',
		failuresAlways: 'Fehler immer',
		failuresAlwaysHint: 'Wie kurz der Auftrag auch war.',

		quietWhileOpen: 'Nichts, solange die Liste offen ist',
		quietHours: 'Ruhezeit',
		quietHoursHint: 'Kein Klang, keine Benachrichtigung.',
		quietFrom: 'Von',
		quietTo: 'Bis',
		privacy: 'Namen verbergen: im Titel des Tabs, auf dem Desktop',
		privacyHint: 'Für geteilte Bildschirme. Die Liste und ihre Meldungen auf dieser Seite zeigen sie weiterhin.',

		test: 'Testen',
		testAll: 'Alle Wege ausprobieren',
		testHint: 'Spielt, zeigt und fragt, und sagt, was daraus wurde.',
		testing: 'Wird getestet …',
		testedChannel: (channel) => channels[channel],
		testOutcome(channel, outcome) {
			switch (outcome) {
				case 'done':
					return worked[channel];
				case 'asked':
					return 'Die Frage des Browsers blieb ohne Antwort. Noch einmal testen, um gefragt zu werden.';
				case 'insecure':
					return desktopInsecure;
				case 'blocked':
					return channel === 'desktop' ? desktopDenied : `${soundBlocked} Irgendwo klicken und noch einmal testen.`;
				case 'missing':
					return channel === 'badge'
						? 'Nur wenn die Website als App installiert ist.'
						: 'Dieser Browser hat das nicht.';
			}
		},
		testedOff: 'Oben ist es ausgeschaltet.',
	};
}
