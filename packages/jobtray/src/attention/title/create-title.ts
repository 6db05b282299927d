import type { JobtrayClient, RunEnd } from '../../client/index.ts';
import type { Heard } from '../heard.ts';
import type { TitleTarget } from './title-target.ts';
import { type TitleEnd, toTitle } from './to-title.ts';

/** While the person looks elsewhere: since when, on this device's clock, and what has ended meanwhile. */
interface Away {
	since: number;
	ends: TitleEnd[];
}

/** What keeps a title. */
export interface Title {
	learn(heard: Heard): void;
	/** Brings back the host's own title. Idempotent. */
	close(): void;
}

/** Shows in the title how a person's own jobs stand, while they look elsewhere: since `awaySince`, if they do already. */
export function createTitle(options: {
	client: JobtrayClient;
	brand: string;
	target: TitleTarget;
	awaySince: number | null;
}): Title {
	const { client, brand, target, awaySince } = options;
	const { page, clock } = client;
	const feed = client.feed('mine');
	let away: Away | null = awaySince === null ? null : { since: awaySince, ends: [] };

	function look(): void {
		if (page.focused()) away = null;
		else away ??= { since: clock.now(), ends: [] };
		update();
	}

	function learn({ ends, away: wasAway }: Heard): void {
		if (wasAway) for (const end of ends) if (isNews(end)) away?.ends.push(...toTitleEnd(end));
		update();
	}

	function isNews({ learnt, job }: RunEnd): boolean {
		if (away === null) return false;
		// Converted only now: on a page that has just been opened the server's time is not known yet.
		const since = client.now() - (clock.now() - away.since);
		return learnt === 'live' || (job.finishedAt ?? 0) > since;
	}

	function toActive() {
		const { running, paused, queued } = feed.groups.get();
		const { leader } = feed.summary.get();
		const group = [running, paused, queued].find((keys) => keys.length > 0) ?? [];
		const key = running.length > 0 && leader !== null ? leader : group[0];
		const job = key === undefined ? undefined : feed.job(key).get();
		return job === undefined ? null : { name: job.name, others: group.length - 1 };
	}

	function update(): void {
		const { status } = client.link.get();
		const over = status === 'closed' || status === 'stopped';
		const { batch } = feed.summary.get();
		const title =
			away === null || over
				? null
				: toTitle({ brand, active: toActive(), progress: batch?.progress ?? null, ends: away.ends });
		if (title === null) target.restore();
		else target.show(title);
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
		close() {
			if (undo.length === 0) return;
			for (const end of undo.splice(0)) end();
			target.restore();
		},
	};
}

function toTitleEnd({ job }: RunEnd): TitleEnd[] {
	const { name, status } = job;
	return status === 'completed' || status === 'failed' ? [{ name, status }] : [];
}
