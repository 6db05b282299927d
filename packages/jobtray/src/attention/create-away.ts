import type { JobtrayClient, RunEnd } from '../client/index.ts';
import type { AwayEnd, AwayFacts } from './away-facts.ts';
import type { Wants } from './create-wants.ts';
import type { Heard } from './heard.ts';

/** While the person looks elsewhere: since when, on this device's clock, and what has ended meanwhile. */
interface Absence {
	since: number;
	ends: AwayEnd[];
}

/** What follows a person's looking away. */
export interface Away {
	learn(heard: Heard): void;
	/** Shows again what is shown. */
	update(): void;
	/** Shows nothing any more. Idempotent. */
	close(): void;
}

/**
 * Calls `show` with how a person's own jobs stand while they look elsewhere: since `awaySince`, if they do already; with
 * `null` while they are here, and where there is nobody to speak of. Needs no timer: it moves with messages and page events.
 */
export function createAway(options: {
	client: JobtrayClient;
	wants: Wants;
	awaySince: number | null;
	show(facts: AwayFacts | null): void;
}): Away {
	const { client, wants, awaySince, show } = options;
	const { page, clock } = client;
	const feed = client.feed('mine');
	let away: Absence | null = awaySince === null ? null : { since: awaySince, ends: [] };

	function look(): void {
		if (page.focused()) away = null;
		else away ??= { since: clock.now(), ends: [] };
		update();
	}

	function learn({ ends, away: wasAway }: Heard): void {
		if (wasAway) for (const end of ends) if (isNews(end)) away?.ends.push(...toAwayEnd(end));
		update();
	}

	function isNews(end: RunEnd): boolean {
		if (away === null || !wants.wants(end)) return false;
		// Converted only now: on a page that has just been opened the server's time is not known yet.
		const since = client.now() - (clock.now() - away.since);
		return end.learnt === 'live' || (end.job.finishedAt ?? 0) > since;
	}

	function toActive() {
		const { running, paused, queued } = feed.groups.get();
		const { leader } = feed.summary.get();
		const group = [running, paused, queued].find((keys) => keys.length > 0) ?? [];
		const key = leader ?? group[0];
		const job = key === undefined ? undefined : feed.job(key).get();
		return job === undefined ? null : { name: job.name, others: group.length - 1 };
	}

	function update(): void {
		const { status } = client.link.get();
		const over = status === 'closed' || status === 'stopped';
		const progress = feed.summary.get().batch?.progress ?? null;
		show(away === null || over ? null : { active: toActive(), progress, ends: away.ends });
	}

	const undo = [
		page.subscribe(look),
		client.link.subscribe(update),
		feed.summary.subscribe(update),
		feed.groups.subscribe(update),
	];
	look();

	return {
		learn,
		update,
		close() {
			if (undo.length === 0) return;
			for (const end of undo.splice(0)) end();
			show(null);
		},
	};
}

function toAwayEnd({ job }: RunEnd): AwayEnd[] {
	const { name, status } = job;
	return status === 'completed' || status === 'failed' ? [{ name, status }] : [];
}
