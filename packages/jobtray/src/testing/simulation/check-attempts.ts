import type { JobtrayClient, LinkState } from '../../client/index.ts';
import type { Clock } from '../../protocol/index.ts';

/** A link that was live for so long was good: the count of attempts begins anew, [LK4]. */
const lastedMs = 30_000;

/**
 * Looks whether a page's link counts its attempts as it should: anew after it had lasted, stood still, or `wasAsked` for by the
 * person, and on in all other cases. Returns what ends it.
 */
export function checkAttempts(options: {
	name: string;
	client: JobtrayClient;
	clock: Clock;
	wasAsked(): boolean;
	fail(message: string): void;
}): () => void {
	const { name, client, clock, wasAsked, fail } = options;
	let before: LinkState = client.link.get();
	let count = 0;
	let liveSince = 0;

	function toCount(): number {
		if (before.status === 'closed' || before.status === 'stopped' || wasAsked()) return 0;
		return before.status === 'live' && clock.now() - liveSince >= lastedMs ? 0 : count;
	}

	return client.link.subscribe(() => {
		const link = client.link.get();
		if (link.status === 'live') liveSince = clock.now();
		if (link.status === 'connecting' || link.status === 'waiting') {
			const due = link.status === 'connecting' ? toCount() + 1 : toCount();
			if (link.attempt !== due) fail(`${name} is ${link.status}, attempt ${link.attempt}; it should be ${due}`);
			count = link.attempt;
		}
		before = link;
	});
}
