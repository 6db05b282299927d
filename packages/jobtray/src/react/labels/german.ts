import type { Action } from '../../protocol/index.ts';
import type { Format } from './format.ts';
import { join } from './join.ts';
import type { EndCounts, Labels, RefusalWords } from './labels.ts';
import { settingsGerman } from './settings-german.ts';
import { toRemaining } from './to-remaining.ts';

const refusals: RefusalWords = {
	unauthenticated: 'Sie sind abgemeldet.',
	'not-found': 'Den Auftrag gibt es nicht mehr.',
	'not-possible': 'Das geht nicht mehr.',
	'too-late': 'Dafür ist es zu spät.',
	'too-many-requests': 'Zu viele Anfragen. Bitte kurz warten.',
	'engine-unreachable': 'Die Warteschlange antwortet nicht. Bitte bald noch einmal versuchen.',
	unavailable: 'Ihre Anmeldung konnte nicht geprüft werden. Bitte bald noch einmal versuchen.',
	unreachable: 'Der Server ist nicht erreichbar.',
};

const failures: Record<Action, string> = {
	pause: 'Nicht angehalten.',
	resume: 'Nicht fortgesetzt.',
	cancel: 'Nicht abgebrochen.',
	retry: 'Nicht neu gestartet.',
	undo: 'Nicht zurückgenommen.',
};

const asking: Record<Action, string> = {
	pause: 'Wird angehalten …',
	resume: 'Wird fortgesetzt …',
	cancel: 'Wird abgebrochen …',
	retry: 'Wird neu gestartet …',
	undo: 'Wird zurückgenommen …',
};

const done: Record<Action, string> = {
	pause: 'anhalten',
	resume: 'fortsetzen',
	cancel: 'abbrechen',
	retry: 'neu starten',
	undo: 'zurücknehmen',
};

/** The tray in German. */
export function german(format: Format): Labels {
	const { count, percent, duration, roughly, clock } = format;
	const plural = (n: number, one: string, other: string) =>
		`${format.number(n)} ${format.plural(n) === 'one' ? one : other}`;
	const counts = ({ completed, failed }: EndCounts) =>
		[completed > 0 && `${count(completed)} fertig`, failed > 0 && `${count(failed)} fehlgeschlagen`]
			.filter(Boolean)
			.join(', ');
	const lost = (ms: number) => (ms < 1_000 ? '' : ` Verloren: ${roughly(ms)} Arbeit.`);

	return {
		...settingsGerman(format),
		jobs: 'Aufträge',
		buttonName({ known, running, queued, paused, progress, unseen, link }) {
			const facts = [
				link === 'never' && 'nicht verbunden',
				link === 'lost' && 'Verbindung verloren',
				unseen.failed > 0 && `${count(unseen.failed)} fehlgeschlagen`,
				unseen.completed > 0 && `${count(unseen.completed)} fertig`,
				running > 0 && `${count(running)} in Arbeit`,
				queued > 0 && `${count(queued)} wartend`,
				paused > 0 && `${count(paused)} angehalten`,
				progress !== null && percent(progress),
			].filter(Boolean);
			return `Aufträge: ${facts.length > 0 ? facts.join(', ') : known ? 'keiner in Arbeit' : 'wird geladen'}`;
		},
		countDone: (n) => `${count(n)} fertig`,
		countFailed: (n) => `${count(n)} fehlgeschlagen`,
		countPaused: (n) => `${count(n)} angehalten`,
		percentUnknown: '? %',
		percent,
		count,
		silentFor: (ms) => `offline seit ${roughly(ms)}`,
		offline: 'offline',

		whichJobs: 'Welche Aufträge',
		scope: (scope) => (scope === 'mine' ? 'Meine' : 'Alle'),
		jobList: 'Auftragsliste',
		groupRunning: 'In Arbeit',
		groupPaused: 'Angehalten',
		groupQueued: (n) => join('Wartend', n > 0 && format.number(n)),
		groupFinished: 'Beendet',
		empty: (scope) =>
			scope === 'mine'
				? 'Keine Aufträge. Was Sie starten, erscheint hier.'
				: 'Keine Aufträge. Was irgendwer startet, erscheint hier.',
		loading: 'Wird geladen …',
		close: 'Schließen',
		allJobs: 'Alle Aufträge',
		batch: ({ progress, endsAt, now }) =>
			join(
				`Alle: ${percent(progress)}`,
				endsAt !== undefined && endsAt > now ? `fertig gegen ${clock(endsAt, now)}` : null,
			),

		progressOf: (name) => `Fortschritt von ${name}`,
		elapsed: duration,
		remaining({ at, spreadMs, now }) {
			const remaining = toRemaining({ at, spreadMs, now });
			switch (remaining.type) {
				case 'overdue':
					return 'gleich fertig';
				case 'moment':
					return join('noch keine Minute', clock(at, now));
				case 'about':
					return join(`noch etwa ${roughly(remaining.ms)}`, clock(at, now));
				case 'range':
					return `noch ${roughly(remaining.fromMs)} bis ${roughly(remaining.toMs)}`;
			}
		},
		before: (n) => (n === 0 ? 'als Nächstes dran' : plural(n, 'Auftrag davor', 'Aufträge davor')),
		startsAbout: (at, now) => (at <= now ? 'beginnt gleich' : `beginnt gegen ${clock(at, now)}`),
		waiting: 'Wartet',
		waitingForPlace: 'wartet auf einen freien Platz',
		percentDone: (progress) => `${percent(progress)} fertig`,
		held: 'Zurückgestellt',
		paused: 'Angehalten',
		pausing: 'Wird angehalten …',
		cancelling: 'Wird abgebrochen …',
		noAnswer: 'Die Verarbeitung antwortet nicht',
		stalled: (ms) => `kein Fortschritt seit ${roughly(ms)}`,
		restarted: (times) => (times > 1 ? `${count(times)}-mal neu begonnen` : 'neu begonnen'),
		ended: (ms) => (ms < 60_000 ? 'gerade eben' : `vor ${roughly(ms)}`),
		done: 'Fertig',
		failed: 'Fehlgeschlagen',
		cancelled: 'Abgebrochen',
		took: (ms) => `dauerte ${roughly(ms)}`,

		asking: (action) => asking[action],
		cannot: (action, code) =>
			({
				'not-supported': `Dieser Auftrag lässt sich nicht ${done[action]}.`,
				'not-yours': 'Nur wer ihn gestartet hat, kann ihn ändern.',
				ending: 'Er ist gleich zu Ende.',
			})[code],
		dismissJob: 'Aus der Liste nehmen',
		countOf: (part, whole) => `${format.number(part)} von ${format.number(whole)}`,
		countCancelled: (n) => `${format.number(n)} abgebrochen`,
		standing: ({ running, paused, queued }) =>
			[
				running > 0 && `${format.number(running)} in Arbeit`,
				paused > 0 && `${format.number(paused)} angehalten`,
				queued > 0 && `${format.number(queued)} wartend`,
			]
				.filter(Boolean)
				.join(', '),
		bundle: (name) => `Aufträge von ${name}`,
		bulk: 'Mehrere Aufträge auf einmal',
		bulkChoice({ choice, count: n, spared }) {
			switch (choice) {
				case 'cancel-queued':
					return join('Alle wartenden abbrechen', format.number(n));
				case 'cancel-others':
					return join(spared === 0 ? 'Alle abbrechen' : 'Alle außer den laufenden abbrechen', format.number(n));
				case 'clear-finished':
					return join('Beendete ausblenden', format.number(n));
			}
		},
		confirmBulk: ({ count: n, lostMs }) => `${plural(n, 'Auftrag', 'Aufträge')} abbrechen?${lost(lostMs)}`,
		confirmBulkYes: (n) => `${plural(n, 'Auftrag', 'Aufträge')} abbrechen`,
		undoAll: 'Rückgängig',
		bulkFailed: (action, { code, message }) =>
			`${action === 'undo' ? failures.undo : failures.cancel} ${refusals[code] ?? message}`,
		bulkRefused: (action, n) =>
			action === 'undo'
				? `${plural(n, 'Abbruch ließ', 'Abbrüche ließen')} sich nicht mehr zurücknehmen.`
				: `${plural(n, 'Auftrag ließ', 'Aufträge ließen')} sich nicht mehr abbrechen.`,

		action(action, { queued }) {
			switch (action) {
				case 'pause':
					return queued ? 'Zurückstellen' : 'Anhalten';
				case 'resume':
					return 'Fortsetzen';
				case 'cancel':
					return 'Abbrechen';
				case 'retry':
					return 'Noch einmal versuchen';
				case 'undo':
					return 'Rückgängig';
			}
		},
		actionOn: (action, name) => `${action}: ${name}`,
		copyError: 'Fehler kopieren',
		copied: 'Kopiert',
		copyFailed: 'Der Browser hat das Kopieren nicht erlaubt.',
		confirmCancel: (lostMs) => `Wirklich abbrechen?${lost(lostMs)}`,
		confirmYes: 'Abbrechen',
		confirmNo: 'Behalten',
		commandFailed: (action, { code, message }) => `${failures[action]} ${refusals[code] ?? message}`,
		actionsOff: 'Ohne Verbindung nicht möglich',

		reconnecting: (ageMs) =>
			ageMs === null
				? 'Verbindung wird aufgebaut …'
				: `Verbindung wird wiederhergestellt … Stand vor ${roughly(ageMs)}`,
		signedOut: 'Sie sind abgemeldet. Melden Sie sich an, um Ihre Aufträge zu sehen.',
		forbidden: 'Sie dürfen hier keine Aufträge sehen.',
		tryAgain: 'Noch einmal versuchen',
		panelFailed: 'Die Auftragsliste konnte nicht geladen werden.',

		settings: 'Benachrichtigungen',
		back: 'Zurück zu den Aufträgen',
		settingsFailed: 'Die Einstellungen konnten nicht geladen werden.',
		bell: (next) => ({ default: 'Melden wie eingestellt', on: 'Diesen melden', off: 'Diesen nicht melden' })[next],
		bellNow: (bell) =>
			({ default: 'Gemeldet wird wie eingestellt', on: 'Dieser wird gemeldet', off: 'Dieser wird nicht gemeldet' })[
				bell
			],
		offerDesktop: 'Auf dem Desktop melden, wenn es fertig ist?',
		offerYes: 'Ja',
		offerNo: 'Jetzt nicht',
		offerRefused: 'Der Browser hat es nicht erlaubt. Die Einstellungen sagen, wie sich das ändern lässt.',

		notices: 'Meldungen zu Aufträgen',
		toastDone: (name) => `${name} ist fertig`,
		toastFailed: (name) => `${name} ist fehlgeschlagen`,
		toastBurst: counts,
		toastSummary: (ends) => `Während Sie weg waren: ${counts(ends)}`,
		toastTest: 'Das ist ein Test',
		openResult: 'öffnen',
		seeJob: 'Auftrag ansehen',
		openTray: 'Auftragsliste öffnen',
		dismiss: 'Schließen',
	};
}
