import type { Clock } from '../../protocol/index.ts';
import type { FeedName, WantChange } from './delivery.ts';

/** Whoever reloads a page or hops back finds the feed still there. */
const lingerMs = 30_000;

/** Wishes come in bursts, after a restart in thousands; those of this long are told together. */
const gatherMs = 5;

/** The feeds that a gateway's viewers look at, or have looked at just now. */
export interface Wants {
	/** Somebody holds a feed now, or nobody does any more. */
	setHeld(name: FeedName, isHeld: boolean): void;
	has(name: FeedName): boolean;
	names(): FeedName[];
	/** Lets go of what nobody has looked at for a while. */
	tick(): void;
	/** Idempotent. */
	close(): void;
}

/** Options of {@link createWants}. */
export interface WantsOptions {
	clock: Clock;
	/** What is wanted has changed. */
	onChange: (change: WantChange) => void;
}

/** Creates it with nothing wanted. */
export function createWants({ clock, onChange }: WantsOptions): Wants {
	/** Since when nobody holds it; `null` while somebody does. */
	const wanted = new Map<FeedName, number | null>();
	const added = new Set<FeedName>();
	let cancelTimer: (() => void) | null = null;

	function tell(): void {
		cancelTimer = null;
		const add = [...added].filter((name) => wanted.has(name));
		added.clear();
		if (add.length > 0) onChange({ add, drop: [] });
	}

	return {
		setHeld(name, isHeld) {
			const isKnown = wanted.has(name);
			if (isHeld || isKnown) wanted.set(name, isHeld ? null : clock.now());
			if (!isHeld || isKnown) return;
			added.add(name);
			cancelTimer ??= clock.setTimer(gatherMs, tell);
		},
		has: (name) => wanted.has(name),
		names: () => [...wanted.keys()],
		tick() {
			const drop: FeedName[] = [];
			for (const [name, since] of wanted) if (since !== null && clock.now() - since >= lingerMs) drop.push(name);
			for (const name of drop) wanted.delete(name);
			if (drop.length > 0) onChange({ add: [], drop });
		},
		close: () => cancelTimer?.(),
	};
}
