import type { Bell } from '../../attention/bell.ts';
import type { Action, BulkAction, CannotCode, Scope } from '../../protocol/index.ts';
import type { SettingsLabels } from './settings-labels.ts';

/** How many ended how, as a notice says it. */
export interface EndCounts {
	completed: number;
	failed: number;
}

/** What the button's name is made of. */
export interface ButtonFigures {
	/** Whether the jobs are known; false until the first snapshot, while the other figures say nothing. */
	known: boolean;
	running: number;
	queued: number;
	paused: number;
	/** 0..1, or `null` without ground. */
	progress: number | null;
	/** Ends that the person has not seen. */
	unseen: EndCounts;
	/** `lost`: what is shown is old. `never`: the server has not been heard yet, and several attempts have failed. */
	link: 'live' | 'lost' | 'never';
}

/** Every string of the tray. Times are the server's epoch ms, durations are ms. */
export interface Labels extends SettingsLabels {
	/** Name of the button at rest and of the panel. */
	jobs: string;
	buttonName(figures: ButtonFigures): string;
	/** Shown on the button: "2 done". */
	countDone(count: number): string;
	/** Shown on the button: "1 failed". */
	countFailed(count: number): string;
	/** Shown on the button while nothing runs. */
	countPaused(count: number): string;
	/** In place of a percentage where there is none yet. */
	percentUnknown: string;
	percent(progress: number): string;
	count(count: number): string;
	/** How long nothing has been heard from the server: "offline for 12 s". */
	silentFor(ms: number): string;
	/** The link is down and nothing has been heard yet. */
	offline: string;

	/** Name of the choice between the viewer's jobs and all. */
	whichJobs: string;
	scope(scope: Scope): string;
	/** Name of the list. */
	jobList: string;
	groupRunning: string;
	groupPaused: string;
	groupQueued(count: number): string;
	groupFinished: string;
	empty(scope: Scope): string;
	loading: string;
	close: string;
	allJobs: string;
	/** The whole batch, in the panel's foot; `endsAt` absent without ground. */
	batch(batch: { progress: number; endsAt?: number; now: number }): string;

	/** Name of a progress bar. */
	progressOf(name: string): string;
	elapsed(ms: number): string;
	/** "about 5 min left · 14:32"; a range while `spreadMs` is wide; overdue where `at` is past. */
	remaining(estimate: { at: number; spreadMs: number; now: number }): string;
	/** "1 job before it" */
	before(count: number): string;
	startsAbout(at: number, now: number): string;
	waiting: string;
	/** It has worked, was paused, and goes on once a place is free. */
	waitingForPlace: string;
	/** How far a job is that waits: "41 % done". */
	percentDone(progress: number): string;
	held: string;
	paused: string;
	pausing: string;
	cancelling: string;
	noAnswer: string;
	stalled(ms: number): string;
	restarted(times: number): string;
	/** "4 min ago" for an end. */
	ended(ms: number): string;
	done: string;
	failed: string;
	cancelled: string;
	took(ms: number): string;

	/** Shown at once when an action is asked for, until the server shows it. */
	asking(action: Action): string;
	/** Why actions that one would expect are not offered, as a sentence. */
	cannot(action: Action, code: CannotCode): string;
	/** Name of what takes an ended job out of the list. */
	dismissJob: string;
	/** "3 of 7" */
	countOf(part: number, whole: number): string;
	/** "12 cancelled" */
	countCancelled(count: number): string;
	/** How the open ones of the jobs that belong together stand: "1 running, 2 queued"; empty where there are none. */
	standing(counts: { running: number; paused: number; queued: number }): string;
	/** Name of the button that shows which jobs belong together. */
	bundle(name: string): string;
	/** Name of what can be done with many jobs at once. */
	bulk: string;
	/** `spared` is how many run and are left alone. */
	bulkChoice(offer: {
		choice: 'cancel-queued' | 'cancel-others' | 'clear-finished';
		count: number;
		spared: number;
	}): string;
	/** Asks before several jobs are cancelled; `lostMs` is how long they have worked in all. */
	confirmBulk(offer: { count: number; lostMs: number }): string;
	confirmBulkYes(count: number): string;
	/** Takes all back that can be. */
	undoAll: string;
	bulkFailed(action: BulkAction, refusal: { code: string; message: string }): string;
	/** So many jobs could not be asked any more. */
	bulkRefused(action: BulkAction, count: number): string;

	/** What a button does; `queued` distinguishes holding a job that waits from pausing one that runs. */
	action(action: Action, options: { queued: boolean }): string;
	/** The same with the job's name, for those who do not see where the button stands. */
	actionOn(action: string, name: string): string;
	copyError: string;
	copied: string;
	copyFailed: string;
	/** Asks before a running job is cancelled; `lostMs` is how long it has worked. */
	confirmCancel(lostMs: number): string;
	confirmYes: string;
	confirmNo: string;
	commandFailed(action: Action, refusal: { code: string; message: string }): string;
	/** Why buttons are off while the link is down. */
	actionsOff: string;

	/** `ageMs` is how old what is shown is; `null` where nothing has been heard yet. */
	reconnecting(ageMs: number | null): string;
	signedOut: string;
	forbidden: string;
	tryAgain: string;
	panelFailed: string;

	/** Name of the settings and of what opens them. */
	settings: string;
	/** Back from the settings to the jobs. */
	back: string;
	settingsFailed: string;
	/** What a row's bell does when it is pressed. */
	bell(next: Bell): string;
	/** How a row's bell is set. */
	bellNow(bell: Bell): string;
	/** Asks, at the first moment that it helps, whether to tell the person on the desktop. */
	offerDesktop: string;
	offerYes: string;
	offerNo: string;
	/** The browser said no. */
	offerRefused: string;

	/** Name of the region that holds the toasts. */
	notices: string;
	toastDone(name: string): string;
	toastFailed(name: string): string;
	toastBurst(counts: EndCounts): string;
	toastSummary(counts: EndCounts): string;
	/** The person tries how they are told. */
	toastTest: string;
	openResult: string;
	seeJob: string;
	openTray: string;
	dismiss: string;
}

/** The strings that a page needs before anybody has opened the tray. */
export type FirstLabels = Pick<
	Labels,
	| 'jobs'
	| 'buttonName'
	| 'countDone'
	| 'countFailed'
	| 'countPaused'
	| 'percentUnknown'
	| 'percent'
	| 'count'
	| 'silentFor'
	| 'offline'
	| 'tryAgain'
	| 'panelFailed'
	| 'toastDone'
	| 'toastFailed'
	| 'toastBurst'
	| 'toastSummary'
>;

/** The strings that are loaded with the panel. */
export type PanelLabels = Omit<Labels, keyof FirstLabels | keyof SettingsLabels>;

/** All that button, panel and toasts say. */
export type ShownLabels = FirstLabels & PanelLabels;

/** What the provider has: the strings needed first, and those that the host gives. */
export type GivenLabels = FirstLabels & Partial<Labels>;

/** Words for the refusals that a person can meet, by their code; others are shown as the server says them. */
export type RefusalWords = Readonly<Record<string, string>>;
