import type { JobtrayClient, RunEnd } from '../client/index.ts';
import { burstEnds, decideManner, decideNotices, type News } from './decide-notices.ts';
import type { Heard } from './heard.ts';
import type { Ledger, Told } from './ledger/ledger.ts';
import type { Notice } from './notice.ts';

/** Ends within this are one burst; and for so long ends of an absence are gathered for their summary. */
const gatherMs = 1_000;

/** How long a page that is seen, but not focused, leaves the telling to one that is. */
const yieldMs = 250;

/** An end that waits, with the time on this device since when. */
interface Waiting extends News {
	learntAt: number;
}

/** What tells one person of their ends, from this page. */
export interface Teller {
	learn(heard: Heard): void;
	/** Stops telling; what is not told stays unclaimed, for another tab or the next visit. Idempotent. */
	close(): void;
}

/**
 * Gathers the ends of a person's own jobs, claims them once the page is seen, and tells those it has won.
 *
 * A hidden page holds its ends: a page that is seen tells them meanwhile, or it does so itself once it is seen.
 */
export function createTeller(options: {
	client: JobtrayClient;
	ledger: Ledger;
	/** Since when the page is there, on the server's clock. */
	since: number;
	notify: (notice: Notice) => void;
}): Teller {
	const { client, ledger, since, notify } = options;
	const { page, clock } = client;
	const feed = client.feed('mine');
	let waiting = new Map<string, Waiting>();
	let cancelTimer: (() => void) | null = null;
	let closed = false;

	function learn({ ends, at, ...moment }: Heard): void {
		const cancelled = ends.filter(({ job }) => job.status === 'cancelled');
		if (cancelled.length > 0) void ledger.claim(cancelled.map(toTold));
		for (const end of ends) {
			if (end.job.status === 'cancelled' || waiting.has(end.id)) continue;
			waiting.set(end.id, { end, manner: decideManner(end, moment), learntAt: at });
		}
		proceed();
	}

	function proceed(): void {
		cancelTimer?.();
		cancelTimer = null;
		if (waiting.size === 0) return;
		if (page.hidden()) {
			for (const each of waiting.values()) if (each.manner === 'live') each.manner = 'held';
			return;
		}
		const delayMs = toDueAt([...waiting.values()]) - clock.now();
		if (delayMs <= 0) void tell();
		else cancelTimer = clock.setTimer(delayMs, proceed);
	}

	function toDueAt(news: readonly Waiting[]): number {
		const { running, paused, queued } = feed.summary.get();
		const live = news.filter(({ manner }) => manner === 'live').length;
		const late = news.some(({ manner }) => manner === 'late');
		const canBurst = live > 0 && live + running + paused + queued >= burstEnds;
		const since = Math.min(...news.map(({ learntAt }) => learntAt));
		return since + (late || canBurst ? gatherMs : 0) + (page.focused() ? 0 : yieldMs);
	}

	async function tell(): Promise<void> {
		let news = [...waiting.values()];
		waiting = new Map();
		if (news.some(({ end }) => end.learnt === 'snapshot')) {
			const upTo = await ledger.toldUpTo(client.now());
			news = news.filter(({ end }) => end.learnt === 'live' || toTold(end).finishedAt > upTo);
		}
		if (closed || news.length === 0) return;
		const won = await ledger.claim(news.map(({ end }) => toTold(end)));
		// Another person may be at the page by now, and what is told would be told to them.
		if (closed) return;
		for (const notice of decideNotices(news.filter(({ end }) => won.has(end.id)))) notify(notice);
	}

	// Where this is the first visit ever, what counts as old ends here, and not when the first end is found.
	void ledger.toldUpTo(since);
	const leavePage = page.subscribe(proceed);

	return {
		learn,
		close() {
			closed = true;
			cancelTimer?.();
			cancelTimer = null;
			leavePage();
		},
	};
}

function toTold({ id, job }: RunEnd): Told {
	// Every ended row says when; one that does not is as old as can be.
	return { id, finishedAt: job.finishedAt ?? 0 };
}
