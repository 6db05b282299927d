import type { JobtrayClient, RunEnd } from '../client/index.ts';
import type { LazyPart } from '../client/lazy-part.ts';
import type { Heard } from './heard.ts';
import type { OpenTelling, Telling } from './open-telling.ts';

/** What hears the ends, and knows what tells of them. */
export interface Hearing {
	/** Calls `action` with what tells of ends: now, or once it is loaded. */
	use(action: (telling: Telling) => void): void;
	/** Idempotent. */
	close(): void;
}

/**
 * Hears the ends of a person's own jobs, and hands them to what tells of them. Until that is loaded they are held; where it
 * cannot be loaded, each further end, and whatever happens to page or link, is a reason to try again.
 */
export function hearEnds({
	client,
	part,
	open,
}: {
	client: JobtrayClient;
	part: LazyPart<OpenTelling>;
	/** Since when the page is there, on the server's clock; and since when it has no focus, on this device's. */
	open(openTelling: OpenTelling, from: { since: number; awaySince: number | null }): Telling;
}): Hearing {
	const { page, clock, link } = client;
	const since = client.now();
	let linkedSince = since;
	let awaySince: number | null = null;
	let held: Heard[] = [];
	let actions: ((telling: Telling) => void)[] = [];
	let telling: Telling | null = null;

	function hear(ends: readonly RunEnd[]): void {
		const now = client.now();
		held.push({
			ends,
			at: clock.now(),
			now,
			linkedSince,
			seen: !page.hidden(),
			away: !page.focused(),
		});
		proceed();
	}

	function look(): void {
		if (page.focused()) awaySince = null;
		else awaySince ??= clock.now();
		for (const each of held) {
			each.seen &&= !page.hidden();
			each.away &&= !page.focused();
		}
		if (telling === null) proceed();
	}

	function proceed(): void {
		const state = part.get();
		if (state.status !== 'ready') return void part.load();
		telling ??= open(state.part, { since, awaySince });
		const heard = held;
		held = [];
		for (const each of heard) telling.learn(each);
		const asked = actions;
		actions = [];
		for (const each of asked) each(telling);
	}

	const undo = [
		client.feed('mine').onEnds(hear),
		page.subscribe(look),
		link.subscribe(() => {
			if (link.get().status === 'live') linkedSince = client.now();
			look();
		}),
		part.subscribe(() => part.get().status === 'ready' && proceed()),
	];
	look();

	return {
		use(action) {
			actions.push(action);
			proceed();
		},
		close() {
			for (const end of undo.splice(0)) end();
			telling?.close();
			telling = null;
		},
	};
}
