import type { Action } from '../../protocol/index.ts';
import type { Format } from './format.ts';
import { join } from './join.ts';
import type { PanelLabels, RefusalWords } from './labels.ts';
import { toRemaining } from './to-remaining.ts';

const refusals: RefusalWords = {
	unauthenticated: 'You are signed out.',
	'not-found': 'The job is no longer there.',
	'not-possible': 'That is no longer possible.',
	'too-late': 'It is too late for that.',
	'too-many-requests': 'Too many requests. Wait a moment.',
	'engine-unreachable': 'The job queue does not answer. Try again soon.',
	unavailable: 'Your login could not be checked. Try again soon.',
	unreachable: 'The server cannot be reached.',
};

const failures: Record<Action, string> = {
	pause: 'Not paused.',
	resume: 'Not resumed.',
	cancel: 'Not cancelled.',
	retry: 'Not started again.',
	undo: 'Not taken back.',
};

const asking: Record<Action, string> = {
	pause: 'Pausing…',
	resume: 'Resuming…',
	cancel: 'Cancelling…',
	retry: 'Starting again…',
	undo: 'Taking it back…',
};

const done: Record<Action, string> = {
	pause: 'paused',
	resume: 'resumed',
	cancel: 'cancelled',
	retry: 'tried again',
	undo: 'taken back',
};

/** The English words of what is loaded when somebody looks. */
export function englishRest(format: Format): PanelLabels {
	const { count, percent, duration, roughly, clock } = format;
	const jobs = (n: number) => `${format.number(n)} ${n === 1 ? 'job' : 'jobs'}`;
	const lost = (ms: number) => (ms < 1_000 ? '' : ` Lost: ${roughly(ms)} of work.`);

	return {
		whichJobs: 'Which jobs',
		scope: (scope) => (scope === 'mine' ? 'Mine' : 'All'),
		jobList: 'Job list',
		groupRunning: 'Running',
		groupPaused: 'Paused',
		groupQueued: (n) => join('Queued', n > 0 && format.number(n)),
		groupFinished: 'Finished',
		empty: (scope) =>
			scope === 'mine' ? 'No jobs. What you start shows up here.' : 'No jobs. What anybody starts shows up here.',
		loading: 'Loading…',
		close: 'Close',
		allJobs: 'All jobs',
		batch: ({ progress, endsAt, now }) =>
			join(
				`All: ${percent(progress)}`,
				endsAt !== undefined && endsAt > now ? `done about ${clock(endsAt, now)}` : null,
			),

		progressOf: (name) => `Progress of ${name}`,
		elapsed: duration,
		remaining({ at, spreadMs, now }) {
			const remaining = toRemaining({ at, spreadMs, now });
			switch (remaining.type) {
				case 'overdue':
					return 'any moment now';
				case 'moment':
					return join('less than a minute left', clock(at, now));
				case 'about':
					return join(`about ${roughly(remaining.ms)} left`, clock(at, now));
				case 'range':
					return `${roughly(remaining.fromMs)} to ${roughly(remaining.toMs)} left`;
			}
		},
		before: (n) => (n === 0 ? 'next in line' : `${format.number(n)} ${n === 1 ? 'job' : 'jobs'} before it`),
		startsAbout: (at, now) => (at <= now ? 'starts any moment' : `starts about ${clock(at, now)}`),
		waiting: 'Waiting',
		waitingForPlace: 'waiting for a free place',
		percentDone: (progress) => `${percent(progress)} done`,
		held: 'On hold',
		paused: 'Paused',
		pausing: 'Pausing…',
		cancelling: 'Cancelling…',
		noAnswer: 'The worker does not answer',
		stalled: (ms) => `no progress for ${roughly(ms)}`,
		restarted: (times) => (times > 1 ? `restarted ${count(times)} times` : 'restarted'),
		ended: (ms) => (ms < 60_000 ? 'just now' : `${roughly(ms)} ago`),
		done: 'Done',
		failed: 'Failed',
		cancelled: 'Cancelled',
		took: (ms) => `took ${roughly(ms)}`,

		asking: (action) => asking[action],
		cannot: (action, code) =>
			({
				'not-supported': `This job cannot be ${done[action]}.`,
				'not-yours': 'Only the person who started it can change it.',
				ending: 'It is about to end.',
			})[code],
		dismissJob: 'Remove from the list',
		countOf: (part, whole) => `${format.number(part)} of ${format.number(whole)}`,
		countCancelled: (n) => `${format.number(n)} cancelled`,
		standing: ({ running, paused, queued }) =>
			[
				running > 0 && `${format.number(running)} running`,
				paused > 0 && `${format.number(paused)} paused`,
				queued > 0 && `${format.number(queued)} queued`,
			]
				.filter(Boolean)
				.join(', '),
		bundle: (name) => `Jobs of ${name}`,
		bulk: 'Several jobs at once',
		bulkChoice({ choice, count: n, spared }) {
			switch (choice) {
				case 'cancel-queued':
					return join('Cancel all queued', format.number(n));
				case 'cancel-others': {
					const kept = spared === 0 ? '' : ` but the running ${spared === 1 ? 'one' : 'ones'}`;
					return join(`Cancel all${kept}`, format.number(n));
				}
				case 'clear-finished':
					return join('Clear finished', format.number(n));
			}
		},
		confirmBulk: ({ count: n, lostMs }) => `Cancel ${jobs(n)}?${lost(lostMs)}`,
		confirmBulkYes: (n) => `Cancel ${jobs(n)}`,
		undoAll: 'Undo',
		bulkFailed: (action, { code, message }) =>
			`${action === 'undo' ? failures.undo : failures.cancel} ${refusals[code] ?? message}`,
		bulkRefused: (action, n) =>
			action === 'undo' ? `${jobs(n)} could not be taken back.` : `${jobs(n)} could not be cancelled any more.`,

		action(action, { queued }) {
			switch (action) {
				case 'pause':
					return queued ? 'Hold' : 'Pause';
				case 'resume':
					return 'Resume';
				case 'cancel':
					return 'Cancel';
				case 'retry':
					return 'Try again';
				case 'undo':
					return 'Undo';
			}
		},
		actionOn: (action, name) => `${action}: ${name}`,
		copyError: 'Copy error',
		copied: 'Copied',
		copyFailed: 'The browser did not allow it to be copied.',
		confirmCancel: (lostMs) => `Cancel it?${lost(lostMs)}`,
		confirmYes: 'Cancel job',
		confirmNo: 'Keep',
		commandFailed: (action, { code, message }) => `${failures[action]} ${refusals[code] ?? message}`,
		actionsOff: 'Not possible while the connection is lost',

		reconnecting: (ageMs) => (ageMs === null ? 'Connecting…' : `Reconnecting… shown as of ${roughly(ageMs)} ago`),
		signedOut: 'You are signed out. Sign in to see your jobs.',
		forbidden: 'You may not see jobs here.',

		settings: 'Notifications',
		back: 'Back to the jobs',
		settingsFailed: 'The settings could not be loaded.',
		bell: (next) =>
			({ default: 'Tell me as the settings say', on: 'Tell me about this one', off: 'Do not tell me' })[next],
		bellNow: (bell) =>
			({ default: 'Told as the settings say', on: 'You will be told about this one', off: 'You will not be told' })[
				bell
			],
		offerDesktop: 'Tell you on the desktop when it is done?',
		offerYes: 'Yes',
		offerNo: 'Not now',
		offerRefused: 'The browser did not allow it. The settings say how to change that.',

		notices: 'Job notices',
		toastTest: 'This is a test',
		openResult: 'open',
		seeJob: 'see the job',
		openTray: 'Open the tray',
		dismiss: 'Dismiss',
	};
}
