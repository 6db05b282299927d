import type { JobtrayClient } from '../client/index.ts';
import type { AttentionState } from './attention-state.ts';
import type { Channels } from './channels.ts';
import type { Wants } from './create-wants.ts';
import { burstEnds, decideManner, decideNotices, type News } from './decide-notices.ts';
import { allowsDesktop, decidePlace } from './decide-telling.ts';
import type { Heard } from './heard.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Notice } from './notice.ts';
import type { PresenceState } from './presence/presence.ts';
import { toTold } from './to-told.ts';

/** Ends within this are one burst; and for so long ends of an absence are gathered for their summary. */
const gatherMs = 1_000;

/** How long a page that is seen, but not focused, leaves the telling to one that is. */
const yieldMs = 250;

/** How long a hidden page leaves the telling to one that is seen, before it looks whether that is still there. */
const trustMs = 3_000;

/** An end that waits. */
interface Waiting extends News {
	/** Since when, on this device's clock. */
	learntAt: number;
	/** When a hidden page looks next whether anybody is there to tell it; `Infinity` once it has been left to them. */
	lookAt: number;
}

/** What tells one person of their ends, from this page. */
export interface Teller {
	learn(heard: Heard): void;
	/** Stops telling; what is not told stays unclaimed, for another tab or the next visit. Idempotent. */
	close(): void;
}

/**
 * Gathers the ends of a person's own jobs, claims them once they can be shown, and tells those it has won.
 *
 * A hidden page shows them on the desktop where that is allowed and nobody sees another page. Else it holds them: a page that
 * is seen tells them meanwhile, or it does so itself once it is seen.
 */
export function createTeller(options: {
	client: JobtrayClient;
	ledger: Ledger;
	/** Since when the page is there, on the server's clock. */
	since: number;
	state: AttentionState;
	wants: Wants;
	channels: Pick<Channels, 'desktop' | 'presence'>;
	notify(notice: Notice): void;
	say(notice: Notice): void;
	/** Shows a notice on the desktop. Resolves with whether it could, and never rejects. */
	showNote(notice: Notice): Promise<boolean>;
}): Teller {
	const { client, ledger, since, state, wants } = options;
	const { desktop, presence } = options.channels;
	const { page, clock } = client;
	const feed = client.feed('mine');
	const waiting = new Map<string, Waiting>();
	/** Claimed, but to be shown only once this page is seen. */
	let owed: Notice[] = [];
	let cancelTimer: (() => void) | null = null;
	let closed = false;

	function mayUseDesktop(): boolean {
		const granted = desktop.state.get() === 'granted';
		return allowsDesktop({ preferences: state.preferences.get(), quiet: wants.quiet(), granted });
	}

	function learn({ ends, at, ...moment }: Heard): void {
		const cancelled = ends.filter(({ job }) => job.status === 'cancelled');
		if (cancelled.length > 0) void ledger.claim(cancelled.map(toTold));
		const seen = moment.seen || mayUseDesktop();
		for (const end of ends) {
			if (end.job.status === 'cancelled' || waiting.has(end.id)) continue;
			waiting.set(end.id, { end, manner: decideManner(end, { ...moment, seen }), learntAt: at, lookAt: 0 });
		}
		proceed();
	}

	function proceed(): void {
		cancelTimer?.();
		cancelTimer = null;
		if (closed) return;
		heedClock();
		if (!page.hidden()) payOwed();
		const isHeld = page.hidden() && !mayUseDesktop();
		if (isHeld) holdAll();
		const ready = isHeld ? [] : toReady();
		if (ready.length === 0) return;
		const delayMs = toDueAt(ready) - clock.now();
		if (delayMs <= 0) void tell(ready);
		else cancelTimer = clock.setTimer(delayMs, proceed);
	}

	/** Where the device's clock was set back meanwhile, what waits does not wait until it is that late again. */
	function heedClock(): void {
		const now = clock.now();
		for (const each of waiting.values()) {
			each.learntAt = Math.min(each.learntAt, now);
			if (each.lookAt < Infinity) each.lookAt = Math.min(each.lookAt, now + trustMs);
		}
	}

	/** Those that may be told when they are due; what was missed during an absence waits until the page is seen. */
	function toReady(): Waiting[] {
		const all = [...waiting.values()];
		return page.hidden() ? all.filter(({ manner, lookAt }) => manner !== 'late' && lookAt < Infinity) : all;
	}

	function holdAll(): void {
		for (const each of waiting.values()) if (each.manner === 'live') each.manner = 'held';
	}

	function toDueAt(news: readonly Waiting[]): number {
		const { running, paused, queued } = feed.summary.get();
		const live = news.filter(({ manner }) => manner === 'live').length;
		const late = news.some(({ manner }) => manner === 'late');
		const canBurst = live > 0 && live + running + paused + queued >= burstEnds;
		const since = Math.min(...news.map(({ learntAt }) => learntAt));
		const dueAt = since + (late || canBurst ? gatherMs : 0);
		if (page.hidden()) return Math.max(dueAt, Math.min(...news.map(({ lookAt }) => lookAt)));
		return dueAt + (page.focused() ? 0 : yieldMs);
	}

	async function tell(ready: readonly Waiting[]): Promise<void> {
		for (const { end } of ready) waiting.delete(end.id);
		await wants.settled;
		if (page.hidden() && (await leaveToOthers(ready))) return;
		let news = ready;
		if (news.some(({ end }) => end.learnt === 'snapshot')) {
			const upTo = await ledger.toldUpTo(client.now());
			news = news.filter(({ end }) => end.learnt === 'live' || toTold(end).finishedAt > upTo);
		}
		if (closed || news.length === 0) return;
		const won = await ledger.claim(news.map(({ end }) => toTold(end)));
		const around = await look();
		// Another person may be at the page by now, and what is told would be told to them.
		if (closed) return;
		const told = news.filter(({ end }) => won.has(end.id) && wants.wants(end));
		for (const notice of decideNotices(told)) void show(notice, around);
	}

	/** Puts ends back that a hidden page is not to tell now. */
	async function leaveToOthers(ready: readonly Waiting[]): Promise<boolean> {
		const { seen } = await presence.look();
		if (!seen && mayUseDesktop()) return false;
		// Where the page that was to tell them is closed or crashes meanwhile, it is for this one after all.
		for (const each of ready) {
			const lookAt = each.lookAt === 0 ? clock.now() + trustMs : Infinity;
			waiting.set(each.end.id, { ...each, manner: 'held', lookAt: seen ? lookAt : each.lookAt });
		}
		proceed();
		return true;
	}

	async function look(): Promise<PresenceState> {
		if (page.focused()) return { seen: true, focused: true, reading: state.panelOpen.get() };
		return presence.look();
	}

	async function show(notice: Notice, around: PresenceState): Promise<void> {
		const preferences = state.preferences.get();
		const place = decidePlace(notice, {
			preferences,
			presence: around,
			desktop: mayUseDesktop(),
			hidden: page.hidden(),
			reading: state.panelOpen.get(),
		});
		if (!page.hidden()) speak(notice);
		if (place === 'toast') options.notify(notice);
		else if (place === 'later') owed.push(notice);
		else if (place === 'desktop' && !(await options.showNote(notice))) {
			owed.push(notice);
			if (!page.hidden()) payOwed();
		}
	}

	function payOwed(): void {
		const paid = owed;
		owed = [];
		for (const notice of paid) if (!closed && state.preferences.get().toasts) options.notify(notice);
	}

	function speak(notice: Notice): void {
		if (state.preferences.get().spoken !== 'off') options.say(notice);
	}

	// Where this is the first visit ever, what counts as old ends here, and not when the first end is found.
	void ledger.toldUpTo(since);
	void wants.settled.then(proceed);
	const undo = [page.subscribe(proceed), state.preferences.subscribe(proceed), desktop.state.subscribe(proceed)];

	return {
		learn,
		close() {
			closed = true;
			cancelTimer?.();
			cancelTimer = null;
			for (const end of undo.splice(0)) end();
		},
	};
}
